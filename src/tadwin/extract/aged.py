"""People whose ages alone say how many they are: "brothers aged 8 and 11 were killed", "men aged 45 and 52"."""

from tadwin.extract.calendar_numbers import AGED, OF_AGE, ages_until
from tadwin.extract.counted import Counted
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.quantities import Quantity
from tadwin.extract.tree import Tree
from tadwin.extract.young import of_kin
from tadwin.vocab import Qualifier

_COUNTS_MORE = frozenset({"of", "other", "all", "many"})
#: Between the noun and the word that tells of ages.
_BEFORE_AGED = frozenset({",", "(", "-"})


def told_by_ages(tree: Tree, phrases: list[Counted], lexicon: Lexicon) -> list[Counted]:
    """A phrase for every plural noun of people that no phrase counts yet and behind which two ages or more stand."""
    if AGED.isdisjoint(tree.words_set):
        return []
    counted = {phrase.noun for phrase in phrases}
    found = []
    for i in range(1, len(tree.tokens) - 2):
        if tree.lower(i) not in AGED or not tree.lower(i + 1).isdigit():
            continue
        noun = i - 1 - (tree.lower(i - 1) in _BEFORE_AGED)
        person = lexicon.people.get(tree.lower(noun))
        last = ages_until(tree, i + 1)
        ages = [int(word) for word in tree.words(i + 1, last) if word.isdigit()]
        if person is None or not person.plural or noun in counted:
            continue
        if len(ages) < 2 or tree.tag(last + 1) in ("NNS", "NN"):
            continue
        first = noun - (tree.tag(noun - 1) == "PRP$")
        if not _counts_alone(tree, first):
            continue
        children = person.group is None and max(ages) < OF_AGE
        quantity = Quantity(noun, last, first, last, len(ages), Qualifier.EXACT, len(ages), len(ages), "number")
        group = of_kin(person.singular) if children else person.group
        until = last + (tree.lower(last + 1) in (",", ")"))
        found.append(Counted(quantity, noun, until, "person", person, group, person.role))
    return found


def _counts_alone(tree: Tree, noun: int) -> bool:
    """False where the words before the noun may count others than those whose ages follow ("some of the boys aged")."""
    return not tree.tag(noun - 1).startswith(("CD", "JJR")) and tree.lower(noun - 1) not in _COUNTS_MORE
