"""How long the body of a request may take to arrive, and how many may be on their way."""

from __future__ import annotations

from collections import Counter

SECONDS_TO_FIRST_BYTE = 10
LEAST_PACE = 10 * 1024  # bytes a second, on average
SECONDS_IN_ALL = 120
SECONDS_A_MEGABYTE = 12  # where larger requests are allowed, two minutes would ask for a fast line
# A body that is not whole by then takes one of the places below: forms of a page never do.
SECONDS_WITHOUT_PLACE = 1
BYTES_WITHOUT_PLACE = 256 * 1024
# A browser reads the answer only when it has sent everything, so what is too large is read and thrown away up to here.
TIMES_TOO_LARGE = 4
PLACES_OF_AN_ADDRESS = 16
PLACES = 128


def seconds_in_all(largest: int) -> float:
    """How long the largest body that is allowed, in bytes, may take."""
    return max(SECONDS_IN_ALL, SECONDS_A_MEGABYTE * largest / 1024**2)


def seconds_until(received: int, in_all: float) -> float:
    """Seconds after its beginning within which more of a body must arrive, of which `received` bytes are here."""
    return min(SECONDS_TO_FIRST_BYTE + received / LEAST_PACE, in_all)


class Places:
    """Slow and large bodies that are on their way, by address."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def refusal(self, address: str) -> int:
        """The status with which one more is refused: 429 for its address, 503 for all; 0 where there is a place."""
        if self.taken[address] >= PLACES_OF_AN_ADDRESS:
            return 429
        return 503 if self.taken.total() >= PLACES else 0

    def take(self, address: str) -> None:
        self.taken[address] += 1

    def leave(self, address: str) -> None:
        self.taken[address] -= 1
        if not self.taken[address]:
            del self.taken[address]
