"""Money that may go to some cells only, placed so that as much of the cost as possible is covered: a largest flow.

Ford and Fulkerson's way (1956), along shortest paths (Edmonds and Karp 1972): money is placed in its turn, in proportion to the
room that is left; where it finds too little, what was placed before is moved on to where there still is room. Cells that the same
money may go to are one kind and treated alike, so that a programme of many lines and years has few kinds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

LEAST = 1e-6  # US dollars: less is rounding


def covered(cost: np.ndarray, reach: Sequence[np.ndarray], amounts: Sequence[float], turns: Sequence[int]) -> list[np.ndarray]:
    """How much of each amount covers cost, by the cells that it reaches; the rest finds no room anywhere.

    `cost` is what each cell can take; `reach` has the cells of each amount, `turns` its turn: amounts are placed in the order of
    the list, those of one turn together, and a later turn never moves money of an earlier one. Of each turn as much is placed as
    can be, whatever the order within it.
    """
    member, kind_of = _kinds(len(cost), reach)
    room = np.bincount(kind_of, cost, member.shape[1])
    whole, flow, is_closed = room.copy(), np.zeros(member.shape), np.zeros(member.shape[1], dtype=bool)
    for turn in dict.fromkeys(turns):
        own = [n for n, one in enumerate(turns) if one == turn]
        part, flows = member[own], flow[own]
        for n, amount in enumerate(amounts[one] for one in own):
            flows[n] = _poured(amount, np.where(part[n], room, 0.0))
            room -= flows[n]
            rest = amount - flows[n].sum()
            while rest > LEAST and (path := _path(n, part, flows, room, is_closed)):
                rest -= _moved(rest, path, flows, room)
        flow[own] = flows
    share = np.divide(cost, whole[kind_of], out=np.zeros(len(cost)), where=whole[kind_of] > 0)
    return [flow[n, kind_of[cells]] * share[cells] for n, cells in enumerate(reach)]


def _kinds(cell_count: int, reach: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Whether each amount reaches each kind of cells, and the kind of each cell."""
    reaches = np.zeros((cell_count, len(reach)), dtype=bool)
    for n, cells in enumerate(reach):
        reaches[cells, n] = True
    _, first, kind_of = np.unique(np.packbits(reaches, axis=1), axis=0, return_index=True, return_inverse=True)
    return reaches[first].T, kind_of.reshape(-1)


def _poured(amount: float, room: np.ndarray) -> np.ndarray:
    """An amount in proportion to the room, as far as there is any."""
    space = room.sum()
    return room * (min(amount, space) / space) if space > 0 else np.zeros(len(room))


def _path(
    start: int, member: np.ndarray, flow: np.ndarray, room: np.ndarray, is_closed: np.ndarray
) -> list[tuple[int, int, int]]:
    """The shortest way for more money of `start`: steps of who gives up which kind (-1: nothing yet) and takes which instead.

    Empty where there is none. Then what was looked at is closed: no money can get out of it any more, whatever is placed later.
    """
    seen, left, came = is_closed.copy(), {start: -1}, {}
    waiting = [start]
    while waiting:
        following = []
        for one in waiting:
            new = np.flatnonzero(member[one] & ~seen)
            if not len(new):
                continue
            seen[new] = True
            came.update(dict.fromkeys(new.tolist(), one))
            if room[new].max() > LEAST:
                return _steps(int(new[room[new].argmax()]), left, came)
            there = flow[:, new]
            for other in np.flatnonzero(there.max(axis=1) > LEAST).tolist():
                if other not in left:
                    left[other] = int(new[there[other].argmax()])
                    following.append(other)
        waiting = following
    is_closed |= seen
    return []


def _steps(kind: int, left: dict[int, int], came: dict[int, int]) -> list[tuple[int, int, int]]:
    found = []
    while kind >= 0:
        one = came[kind]
        found.append((one, left[one], kind))
        kind = left[one]
    return found


def _moved(rest: float, path: list[tuple[int, int, int]], flow: np.ndarray, room: np.ndarray) -> float:
    """Move as much as every step of a path allows, at most the rest; returns how much that was."""
    amount = min(rest, room[path[0][2]], *(flow[one, out] for one, out, _ in path if out >= 0))
    for one, out, into in path:
        flow[one, into] += amount
        if out >= 0:
            flow[one, out] -= amount
    room[path[0][2]] -= amount
    return float(amount)
