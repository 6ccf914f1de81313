"""The answers of extractors in a case file: kept as they came, so that a build asks nobody, and forgotten for good."""

from collections.abc import Callable, Iterable
from dataclasses import asdict

from sqlalchemy import delete, insert, select

from tollbook.model.proposal import Answer, Asked
from tollbook.store.book import Book
from tollbook.store.tables import ANSWERS

_OF_AN_ANSWER = ("extractor", "version", "prompt", "piece", "content")
_BESIDE = ("source", "characters", "address", "by", "at")


def keep(book: Book, rows: Iterable[Asked]) -> None:
    """Each in the place of an earlier one to the same; on the disk when it returns."""
    by_id = {one.answer.key: one for one in rows}
    with book.writing() as connection:
        for id_, one in by_id.items():
            connection.execute(delete(ANSWERS).where(ANSWERS.c.id == id_))
            beside = {name: getattr(one, name) for name in _BESIDE}
            connection.execute(insert(ANSWERS).values(id=id_, **asdict(one.answer), **beside))


def answers(book: Book) -> tuple[Asked, ...]:
    """All, in one order."""
    columns = [ANSWERS.c[name] for name in (*_OF_AN_ANSWER, *_BESIDE)]
    with book.reading() as connection:
        rows = connection.execute(select(*columns)).all()
    found = (Asked(Answer(*row[: len(_OF_AN_ANSWER)]), *row[len(_OF_AN_ANSWER) :]) for row in rows)
    return tuple(sorted(found, key=_place))


def _place(one: Asked) -> tuple[str, str, str, str]:
    """By code point, whatever a database's own order is."""
    return (one.answer.extractor, one.answer.version, one.answer.prompt, one.answer.piece)


def forget(book: Book, keeps: Callable[[Asked], bool]) -> int:
    """Destroys those that are not to be kept, and overwrites them; how many."""
    gone = [one.answer.key for one in answers(book) if not keeps(one)]
    if gone:
        with book.writing() as connection:
            for id_ in gone:
                connection.execute(delete(ANSWERS).where(ANSWERS.c.id == id_))
        book.forget()
    return len(gone)
