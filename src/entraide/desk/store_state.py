"""Values that the store keeps about the desk, by name: the last time, the last day mixed."""

from sqlalchemy import Connection, select

from entraide.desk.store import make_upsert
from entraide.desk.tables import desk_state


def read_state(connection: Connection, name: str) -> str | None:
    """Return the value kept as `name`; None where there is none."""
    query = select(desk_state.c.value).where(desk_state.c.name == name)
    return connection.execute(query).scalar()


def write_state(connection: Connection, name: str, value: str) -> None:
    """Keep `value` as `name`, replacing an earlier one."""
    insert = make_upsert(connection.dialect.name, desk_state).values(name=name, value=value)
    replace = insert.on_conflict_do_update(
        index_elements=[desk_state.c.name], set_={"value": insert.excluded.value}
    )
    connection.execute(replace)
