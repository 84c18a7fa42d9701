"""Series (番号の出どころ): where numbers come from, the workbook alone or the register (台帳)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from validators.person import person
from validators.problems import Problem
from validators.reading import Note
from workbooks.numbering import rows as numbering
from workbooks.numbering.rows import Choice, Given, Left, NumberingOrder, Wanted

if TYPE_CHECKING:
    from workbooks.ledger.numbers import Allocation
    from workbooks.ledger.numbers import Wanted as RegisterWanted
    from workbooks.ledger.store.engine import Ledger


class Series(Protocol):
    """Where numbers come from: ``give`` decides them, ``keep`` says that they stand in a saved workbook."""

    def give(self, choice: Choice, *, dry_run: bool) -> tuple[list[Given], list[Left]]:
        """Numbers for the rows, and the rows that get none. Raises Problem; then nothing was given."""

    def keep(self) -> None:
        """The workbook is saved."""

    def gaps(self) -> list[str]:
        """Numbers of the sequences asked for that were passed over, and why."""


@dataclass(slots=True)
class Alone:
    """The workbook alone: the next numbers after its own."""

    scope: str

    def give(self, choice: Choice, *, dry_run: bool) -> tuple[list[Given], list[Left]]:
        """The next numbers after those of the tables."""
        return numbering.assign(choice, self.scope), []

    def keep(self) -> None:
        """Nothing has to be told to anybody."""

    def gaps(self) -> list[str]:
        """None: 名簿検証 tells them (番号の欠番)."""
        return []


@dataclass(slots=True)
class FromLedger:
    """The register (台帳): two clerks at once get different numbers; those of a workbook that was
    not saved stay reserved for the same people."""

    ledger: Ledger
    scope: Literal["series", "agency-year", "ever"]
    order: NumberingOrder | None = None
    done: Allocation | None = None

    def give(self, choice: Choice, *, dry_run: bool) -> tuple[list[Given], list[Left]]:
        """Numbers in one transaction. Raises Problem when the roster holds one of them already:
        a report the register has not taken yet."""
        from workbooks.ledger.numbers import allocate

        rows = choice.wanted
        requests = _requests(rows)
        order = self.order
        accepted = {
            n: order.reason
            for n, w in enumerate(rows)
            if order is not None and order.takes_again(w.row)
        }
        standing = {number.text for number in choice.standing}
        # a look first: nothing is reserved where the register lags behind the roster
        shown = allocate(self.ledger, requests, scope=self.scope, dry_run=True, accepted=accepted)
        taken = sorted(g.number for g in shown.given if g.number in standing)
        if taken:
            raise Problem("numbering-register-behind", number=taken[0])
        self.done = (
            shown
            if dry_run
            else allocate(self.ledger, requests, scope=self.scope, accepted=accepted)
        )
        given = [Given(rows[g.wanted.row], g.number) for g in self.done.given]
        not_numbered = []
        for question in self.done.not_numbered:
            why = Note("numbering-row-register", {"text": question.text.rstrip("。")})
            not_numbered.append(Left(rows[question.wanted.row].row, why))
        return given, not_numbered

    def keep(self) -> None:
        """The numbers are given, no longer reserved."""
        from workbooks.ledger.numbers import confirm

        if self.done and not self.done.dry_run:
            confirm(self.ledger, self.done)

    def gaps(self) -> list[str]:
        """The gaps as the register knows them."""
        from workbooks.ledger.numbers import gaps

        if self.done is None:
            return []
        return gaps(self.ledger, [g.wanted for g in self.done.given], self.scope)


def _requests(rows: Sequence[Wanted]) -> list[RegisterWanted]:
    from workbooks.ledger.numbers import Wanted as RegisterWanted

    return [
        RegisterWanted(
            n,
            w.prefecture,
            w.issued.year,
            w.agency,
            w.kind,
            person(
                w.row.name,
                w.row.birth_date,
                w.row.registration.text if w.row.registration else None,
            ),
        )
        for n, w in enumerate(rows)
    ]
