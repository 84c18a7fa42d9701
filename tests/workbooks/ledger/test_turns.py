"""Who waits to write gets in by the order of coming; a ticket of the dead holds nobody up."""

from __future__ import annotations

import threading
from pathlib import Path

from workbooks.ledger.store import turns


def test_who_came_first_is_next(tmp_path: Path) -> None:
    place, order = tmp_path / "台帳.sqlite", []
    folder = turns._folder(place)

    def clerk(name: str) -> None:
        with turns.turn(place, 60):
            order.append(name)

    with turns.turn(place, 60):
        assert turns.waiting(place)
        clerks = []
        for n, name in enumerate("甲乙丙", 2):
            clerks.append(threading.Thread(target=clerk, args=(name,)))
            clerks[-1].start()
            while len(turns._tickets(folder)) < n:  # this one waits before the next one comes
                pass
        assert order == []
    for one in clerks:
        one.join()
    assert order == ["甲", "乙", "丙"] and not turns.waiting(place)


def test_the_ticket_of_a_dead_process_is_taken_away(tmp_path: Path) -> None:
    place = tmp_path / "台帳.sqlite"
    folder = turns._folder(place)
    folder.mkdir(parents=True)
    (folder / f"{1:020}-99-1").touch()  # as a kill -9 leaves it: nobody holds it
    with turns.turn(place, 60):
        assert len(turns._tickets(folder)) == 1
    assert list(folder.iterdir()) == []


def test_without_a_place_for_tickets_nobody_waits(tmp_path: Path) -> None:
    place = tmp_path / "台帳.sqlite"
    turns._folder(place).parent.parent.mkdir()
    turns._folder(place).parent.write_text("", encoding="ascii")
    with turns.turn(place, 60):
        assert not turns.waiting(place)
