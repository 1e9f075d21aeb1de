"""Who takes part in `./dev bench intake`, and how each is run: ours, the limit and the peer, each on its own copy."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from typing import NamedTuple

from measure.redis_server import RedisServer

HERE = pathlib.Path(__file__).resolve().parent
PEER = HERE.parent / "peers" / "intake"
ACCOUNT = "bridge"
SECRET = "whsec_c3Rld2FyZC1iZW5jaC1pbnRha2Utc2VjcmV0LTAxMjM="
CONNECTIONS = 64


class Sizes(NamedTuple):
    orders: int     # of a run of ours, of the peer and of the limit: as much work, on as much data
    at_8: int       # of a run of ours over 8 connections
    memory: int
    warm_up: int    # of ours and of the peer, before anything is measured

    @classmethod
    def of(cls, orders):
        return cls(orders, max(orders // 10, 1), min(orders, 50_000), min(orders, 4_000))

    @property
    def residents(self):
        return self.orders + self.at_8 + self.warm_up


class Contest:
    def __init__(self, build, data, sockets, sizes, threads):
        self.build, self.data, self.sockets, self.sizes, self.threads = build, data, sockets, sizes, threads
        self.run = 0

    # ---- beforehand -------------------------------------------------------------------------------------------

    def prepare(self):
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True)
        residents = str(self.sizes.residents)
        print(f"a desk with {residents} residents …", flush=True)
        self._fill(self.data / "desk", [self.build / "bench" / "bench_intake_fill", self._socket("fill"), residents])
        self._fill(self.data / "peer", ["node", PEER / "fill.mjs", self._socket("fill"), residents])
        print(f"a recording of {self.sizes.orders} orders …", flush=True)
        self._record()

    def _fill(self, folder, command):
        with RedisServer(folder, self._socket("fill")) as redis:
            subprocess.run(list(map(str, command)), check=True)
            redis.compact()

    def _record(self):
        recording = self.data / "recording"
        recording.mkdir()
        with self._redis("desk", "everysec") as redis:
            proxy = [sys.executable, str(HERE / "recorder.py"), self._socket("proxy"), redis.socket, str(recording)]
            with started(proxy), self._steward(self._socket("proxy"), "bot") as steward:
                self._load(steward.port, CONNECTIONS, 0, self.sizes.orders)
                self.redis_connections = self._count_connections(recording)

    @staticmethod
    def _count_connections(recording):
        """Connections over which orders went; a subscription carries none."""
        biggest = max(file.stat().st_size for file in recording.iterdir())
        return sum(file.stat().st_size > biggest / 20 for file in recording.iterdir())

    # ---- the runs ---------------------------------------------------------------------------------------------

    def ours(self, fsync, connections=CONNECTIONS, first=0, count=None):
        with self._redis("desk", fsync) as redis, self._steward(redis.socket, "bot") as steward:
            self._load(steward.port, connections, self.sizes.orders + self.sizes.at_8, self.sizes.warm_up)
            return self._load(steward.port, connections, first, count or self.sizes.orders,
                              server=steward.pid, redis=redis.pid)

    def ours_at_8(self, fsync):
        return self.ours(fsync, 8, self.sizes.orders, self.sizes.at_8)

    def limit(self, fsync):
        with self._redis("desk", fsync) as redis:
            return self._measured("bench_intake_limit", redis.socket, self.redis_connections, CONNECTIONS,
                                  self.data / "recording", f"redis={redis.pid}")

    def peer(self, fsync):
        port = free_port()
        with self._redis("peer", fsync) as redis:
            command = ["node", str(PEER / "server.mjs"), redis.socket, str(port), SECRET]
            with started(command) as peer:
                self._load(port, CONNECTIONS, self.sizes.orders, self.sizes.warm_up)
                return self._load(port, CONNECTIONS, 0, self.sizes.orders, server=peer.pid, redis=redis.pid)

    def memory(self):
        """Bytes of Redis for an open order, with its messages unsent and after the notifier has sent them."""
        messages = self.sizes.memory
        with self._redis("desk", "everysec") as redis:
            empty = redis.used_memory()
            with self._steward(redis.socket, "bot") as steward:
                self._load(steward.port, CONNECTIONS, 0, messages)
            unsent, orders = redis.used_memory(), redis.count_keys("{donghu}o:*")
            self._send_all(redis)
            return {"messages": messages, "orders": orders, "unsent": (unsent - empty) / orders,
                    "sent": (redis.used_memory() - empty) / orders}

    def _send_all(self, redis):
        sink_port = free_port()
        with started(["node", str(HERE / "sink.mjs"), str(sink_port)]):
            with self._steward(redis.socket, "notifier", sink_port):
                taken, before = -1, -2
                while taken != before or taken <= 0:
                    time.sleep(3)
                    taken, before = int(fetch(f"http://127.0.0.1:{sink_port}/")), taken

    # ---- the parts --------------------------------------------------------------------------------------------

    def _socket(self, name):
        return str(self.sockets / f"{name}.sock")

    def _redis(self, of, fsync):
        return RedisServer(self.data / "run", self._socket("redis"), fsync, copy_of=self.data / of)

    @contextlib.contextmanager
    def _steward(self, redis_socket, role, sink_port=9):
        port = free_port()
        folder = self.data / "steward"
        folder.mkdir(exist_ok=True)
        config = folder / "steward.json"
        config.write_text(json.dumps(configuration(port, redis_socket, folder, sink_port, self.threads)))
        command = [str(self.build / "steward"), "serve", "--config", str(config), "--role", role]
        with started(command, wait=False, env={**os.environ, "BRIDGE_SECRET": SECRET}) as process:
            wait_until_ready(f"http://127.0.0.1:{port}/healthz", process)
            process.port = port
            yield process

    def _load(self, port, connections, first, count, **processes):
        self.run += 1
        return self._measured("bench_intake_load", port, connections, first, count, ACCOUNT, SECRET, f"r{self.run}",
                              *(f"{name}={pid}" for name, pid in processes.items()))

    def _measured(self, program, *arguments):
        done = subprocess.run([str(self.build / "bench" / program), *map(str, arguments)], stdout=subprocess.PIPE,
                              text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed: {done.stdout.strip()}")
        return json.loads(done.stdout)


def configuration(port, redis_socket, folder, sink_port, threads):
    return {
        "listen": f"127.0.0.1:{port}", "data": str(folder), "log": "error", "threads": threads,
        "redis": {"url": f"unix:{redis_socket}"},
        "limits": {"hooks_a_second": 10_000_000},
        "channels": [{"id": ACCOUNT, "type": "webhook", "secret": {"env": "BRIDGE_SECRET"},
                      "base_url": f"http://127.0.0.1:{sink_port}/"}],
        "desk": {"id": "donghu", "sites": [{"id": "donghu", "name": "东湖新城", "phone": "027-8888-0000", "region": "CN",
                                            "zone": zone_where_it_is_morning()}]},
    }


def zone_where_it_is_morning():
    """Ten o'clock there: at night a repair is registered instead of offered, which would be another measurement."""
    offset = 10 - time.gmtime().tm_hour
    if offset < -12:
        offset += 24
    return f"Etc/GMT{-offset:+d}" if offset else "Etc/GMT"


@contextlib.contextmanager
def started(command, wait=True, **options):
    """A program that says `ready` on its first line, ended with SIGTERM."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE if wait else subprocess.DEVNULL, text=True, **options)
    try:
        if wait and process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{command[0]} did not start")
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def wait_until_ready(url, process):
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("steward did not start")
        with contextlib.suppress(OSError):
            fetch(url)
            return
        time.sleep(0.05)
    raise RuntimeError("steward did not become ready")


def fetch(url):
    with urllib.request.urlopen(url, timeout=5) as answer:
        return answer.read().decode()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
