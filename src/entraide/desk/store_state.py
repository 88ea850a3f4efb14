"""What the store knows of the desk itself, by name: the last time, the last day that was mixed."""

from sqlalchemy import Connection, select

from entraide.desk.store import make_upsert
from entraide.desk.tables import desk_state


def read_state(connection: Connection, name: str) -> str | None:
    """Return what is kept as `name`; None when nothing was."""
    query = select(desk_state.c.value).where(desk_state.c.name == name)
    return connection.execute(query).scalar()


def write_state(connection: Connection, name: str, value: str) -> None:
    """Keep `value` as `name`, in place of what it was."""
    insert = make_upsert(connection.dialect.name, desk_state).values(name=name, value=value)
    replace = insert.on_conflict_do_update(
        index_elements=[desk_state.c.name], set_={"value": insert.excluded.value}
    )
    connection.execute(replace)
