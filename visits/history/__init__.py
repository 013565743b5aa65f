"""What a check-in is judged against: earlier ones of its member, its device, its account, its place."""

from visits.history.book import Book
from visits.history.gather import gather_book, stored_sightings
from visits.history.history import NO_HISTORY, History
from visits.history.pin_move import PinMove
from visits.history.sighting import Sighting

__all__ = ["NO_HISTORY", "Book", "History", "PinMove", "Sighting", "gather_book", "stored_sightings"]
