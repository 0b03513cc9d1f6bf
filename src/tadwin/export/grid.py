"""The PRIO-GRID cell of a point."""

import math

#: Cells of half a degree: 720 in a row, 360 rows, numbered from 1 in the south-west corner, eastward and then northward
#: (Tollefsen, Strand and Buhaug, "PRIO-GRID: A unified spatial data structure", Journal of Peace Research 49, 2012).
_COLUMNS, _ROWS = 720, 360


def priogrid(lat: float, lon: float) -> int:
    """The number of the cell that holds a point of WGS 84, in degrees. The poles and 180° belong to the last cell."""
    row = min(math.floor((lat + 90) * 2), _ROWS - 1)
    column = min(math.floor((lon + 180) * 2), _COLUMNS - 1)
    return row * _COLUMNS + column + 1
