"""What a second reading of the same bytes changes: nothing, unless it says more or says otherwise."""

import dataclasses

from tadwin.types import Report

_DESCRIBED = ("publisher", "title", "url", "language", "published_at", "access")


def reread(old: Report, new: Report) -> Report:
    """The report after its bytes, kept as `old`, were read again as `new`; equal to `old` when nothing is new.

    A run without the manifest knows less and must not unsay what the manifest said: a value that the
    new reading lacks stays, and so does one from a manifest where the new reading has it from elsewhere.
    """
    values = {}
    origins = dict(old.origins)
    for name in _DESCRIBED:
        value = getattr(new, name)
        weaker = old.origins.get(name) == "manifest" and new.origins.get(name) != "manifest"
        if value is None or weaker:
            continue
        values[name] = value
        if name in new.origins:
            origins[name] = new.origins[name]
        else:
            origins.pop(name, None)
    after = dataclasses.replace(old, text=new.text, media_type=new.media_type, origins=origins, **values)
    return old if after == old else dataclasses.replace(after, retrieved_at=new.retrieved_at)
