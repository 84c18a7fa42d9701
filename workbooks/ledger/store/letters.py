"""部分一致: rows of PostgreSQL that hold a text anywhere in a key, by an index of what stands in the keys.

The index ``completions_letters`` lists for each key its letters and each two that stand together: 佐藤花子 gives
佐, 藤, 花, 子, 佐藤, 藤花, 花子. It needs no extension, knows no language, and finds a single letter too, which an
index of threes (pg_trgm) does not. A key holds no blanks, so that a blank may part the pairs.
"""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, Text, and_, cast, func, literal_column
from sqlalchemy.dialects.postgresql import ARRAY


def holding(column: Column[str], text: str) -> ColumnElement[bool]:
    """Rows with the text somewhere in the column. The text itself is asked for first: where it is in so many rows
    that the server rather reads the table, that costs less than taking a key apart."""
    pairs = [text[n : n + 2] for n in range(len(text) - 1)]
    wanted = list(dict.fromkeys(pairs or [text]))
    return and_(
        column.contains(text, autoescape=True), _of(column).op("@>")(cast(wanted, ARRAY(Text)))
    )


def _of(column: Column[str]) -> ColumnElement[list[str]]:
    """As the index has it, to the letter: by twos from the first on, and from the second on."""
    even, odd = _twos(column), _twos(func.substr(column, literal_column("2")))
    pairs = func.string_to_array(even.op("||")(_BLANK).op("||")(odd), _BLANK)
    return func.string_to_array(column, literal_column("NULL")).op("||")(pairs)


_BLANK: ColumnElement[str] = literal_column("' '")


def _twos(text: ColumnElement[str]) -> ColumnElement[str]:
    return func.regexp_replace(
        text, literal_column("'(..)'"), literal_column("'\\1 '"), literal_column("'g'")
    )
