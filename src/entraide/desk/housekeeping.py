"""The hourly work of the running desk: it makes the keys of a new day, and deletes what is too old.

Every worker does it; that costs little, and no worker has to be chosen. A round that fails is
written to the log, and the next one is tried as usual.
"""

import asyncio

from entraide.desk.desk import Desk
from entraide.desk.logs import log_failure
from entraide.desk.purge import purge
from entraide.desk.row_order import mix_rows

PURGE_INTERVAL = 3600  # seconds


async def run_housekeeping(desk: Desk) -> None:
    while True:
        await asyncio.sleep(PURGE_INTERVAL)
        try:
            await purge_once(desk)
        except Exception as error:  # noqa: BLE001 - the store may be back in an hour
            log_failure("housekeeping", error)


async def purge_once(desk: Desk) -> None:
    """Do one round of the hourly work."""
    desk.keys.get_today()
    desk.request_counts.write_past()
    moment = desk.clock()
    await asyncio.to_thread(purge, desk.store, desk.settings, moment)
    await asyncio.to_thread(mix_rows, desk.store, moment.date())
