"""The tables of a case file brought to the layout of this version, by Alembic, in the transaction that is open."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def migrate(connection: Connection, to: str = "head") -> None:
    """Applies what revisions are missing."""
    command.upgrade(config_for(connection), to)


def config_for(connection: Connection) -> Config:
    """What Alembic is told: where the revisions are, and the connection to use."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
