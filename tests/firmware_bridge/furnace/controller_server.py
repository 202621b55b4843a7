"""A Modbus RTU server as a process of its own: `python controller_server.py DEVICE UNIT`, made of pymodbus alone.

It shares no line with what is tested. Lines on its input set registers (`ADDRESS VALUE`, decimal or 0x…); each is answered
by the same line once it counts. A register that was never set does not exist. Writes are carried out, and told: `wrote …`.
"""

import asyncio
import sys
import threading

from pymodbus.constants import ExcCodes
from pymodbus.server import StartAsyncSerialServer
from pymodbus.simulator import DataType, SimData, SimDevice

REGISTERS: dict[int, int] = {}


async def answer(*request):
    """Give the registers as they are now."""
    function, start, address, count, current, values = request
    if values is not None:
        sys.stdout.write(f"wrote {function} {address}\n")
        sys.stdout.flush()
    wanted = range(address, address + count)
    if not all(each in REGISTERS for each in wanted):
        return ExcCodes.ILLEGAL_ADDRESS
    for each in wanted:
        current[each - start] = REGISTERS[each]
    return None


def obey():
    """Set registers as told."""
    for line in sys.stdin:
        address, value = (int(word, 0) for word in line.split())
        REGISTERS[address] = value & 0xFFFF
        sys.stdout.write(line)
        sys.stdout.flush()


async def serve():
    """Serve until killed."""
    data = [SimData(0, count=0x4000, values=0, datatype=DataType.REGISTERS)]
    device = SimDevice(id=int(sys.argv[2]), simdata=data, action=answer)
    await StartAsyncSerialServer(device, port=sys.argv[1], baudrate=9600, parity="N", stopbits=1, bytesize=8)


if __name__ == "__main__":
    threading.Thread(target=obey, daemon=True).start()
    asyncio.run(serve())
