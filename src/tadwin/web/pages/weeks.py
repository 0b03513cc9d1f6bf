"""The people killed in each week, drawn: a bar for the best figure, a line from low to high."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from tadwin.store.reviews import Week

#: The latest weeks that are drawn: half a year can be read on a narrow screen too.
_WEEKS = 26
_WIDTH, _HEIGHT, _LEFT, _BELOW, _ABOVE = 720, 180, 44, 22, 10


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks that are shown, those without an incident among them, and their picture."""

    lines: Sequence[Week]
    picture: Markup

    @staticmethod
    def last_day(week: Week) -> date:
        """The Sunday of a week."""
        return week.monday + timedelta(days=6)


def drawn_weeks(weeks: Sequence[Week]) -> Weeks | None:
    """The latest weeks up to the last that has an incident; None where none has."""
    if not weeks:
        return None
    last = weeks[-1].monday
    known = {week.monday: week for week in weeks}
    first = max(weeks[0].monday, last - timedelta(weeks=_WEEKS - 1))
    days = [first + timedelta(weeks=step) for step in range((last - first).days // 7 + 1)]
    lines = [known.get(day) or Week(day, 0, 0, 0, 0, 0, open=False) for day in days]
    return Weeks(lines, _picture(lines))


def _picture(lines: Sequence[Week]) -> Markup:
    top = _round_up(max(max(week.high, week.best) for week in lines))
    step = (_WIDTH - _LEFT) / len(lines)
    parts = [_axis(top)]
    for number, week in enumerate(lines):
        x = _LEFT + number * step
        parts.append(_bar(week, x, step, top))
        if number % max(1, len(lines) // 6) == 0:
            parts.append(Markup('<text x="{:.1f}" y="{}">{}</text>').format(x + 2, _HEIGHT - 6, week.monday))
    told = f"{lines[0].monday} to {Weeks.last_day(lines[-1])}: " + "; ".join(_said(week) for week in lines[-4:])
    return Markup('<svg class="weeks" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _HEIGHT, told, Markup("").join(parts)
    )


def _axis(top: int) -> Markup:
    line = Markup('<path class="axis" d="M{} {:.1f}H{}"/><text x="{}" y="{:.1f}" text-anchor="end">{:,}</text>')
    values = sorted({0, top // 2, top})
    return Markup("").join(
        line.format(_LEFT, _y(value, top), _WIDTH, _LEFT - 6, _y(value, top) + 4, value) for value in values
    )


def _bar(week: Week, x: float, step: float, top: int) -> Markup:
    y, middle = _y(week.best, top), x + step / 2
    wide = min(step * 0.7, 28)
    bar = Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>')
    made = bar.format(middle - wide / 2, y, wide, _y(0, top) - y, _said(week))
    if week.high > week.low:
        path = f"M{middle:.1f} {_y(week.low, top):.1f}V{_y(week.high, top):.1f}"
        made += Markup('<path class="range" d="{}"/>').format(path)
    return made


def _y(value: int, top: int) -> float:
    return _ABOVE + (_HEIGHT - _BELOW - _ABOVE) * (1 - value / top)


def _round_up(most: int) -> int:
    """The next 1, 2 or 5 with noughts, at least 2."""
    scale = 1
    while True:
        for step in (2, 5, 10):
            if step * scale >= most:
                return step * scale
        scale *= 10


def _said(week: Week) -> str:
    opened = "≥ " if week.open else ""
    return f"{week.monday}: {week.best:,} ({week.low:,} to {opened}{week.high:,}), {week.incidents:,} incidents"
