"""Stands between the server and its Redis and keeps what the server sends, one file a connection.

usage: recorder.py LISTEN_SOCKET REDIS_SOCKET FOLDER. Ends with SIGTERM.
"""
import asyncio
import itertools
import pathlib
import sys


async def carry(reader, writer, copy=None):
    while chunk := await reader.read(1 << 18):
        if copy:
            copy.write(chunk)
        writer.write(chunk)
        await writer.drain()
    writer.close()


async def main(listen, redis, folder):
    numbers = itertools.count()

    async def connect(reader, writer):
        redis_reader, redis_writer = await asyncio.open_unix_connection(redis, limit=1 << 20)
        with open(folder / f"{next(numbers):03}.resp", "wb") as copy:
            back = asyncio.create_task(carry(redis_reader, writer))
            await carry(reader, redis_writer, copy)
            await back

    server = await asyncio.start_unix_server(connect, listen, limit=1 << 20)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])))
