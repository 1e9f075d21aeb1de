"""A desk that is measured: how it is filled, copied, served and put under load, each time on a copy of its own."""
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

from measure.redis_server import RedisServer

HERE = pathlib.Path(__file__).resolve().parent
ACCOUNT = "bridge"
SECRET = "whsec_c3Rld2FyZC1iZW5jaC1pbnRha2Utc2VjcmV0LTAxMjM="
ENVIRONMENT = {**os.environ, "BRIDGE_SECRET": SECRET}


class Desk:
    def __init__(self, build, data, sockets, threads):
        self.build, self.data, self.sockets, self.threads = build, data, sockets, threads
        self.run = 0

    def _empty(self):
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True)

    def _fill(self, folder, command):
        with RedisServer(folder, self._socket("fill")) as redis:
            subprocess.run(list(map(str, command)), check=True)
            redis.compact()

    @contextlib.contextmanager
    def _recorded(self, role):
        """A server of ours whose traffic with Redis is kept, to be sent again by the limit."""
        recording = self.data / "recording"
        recording.mkdir()
        with self._redis("desk", "everysec") as redis:
            proxy = [sys.executable, str(HERE / "recorder.py"), self._socket("proxy"), redis.socket, str(recording)]
            with started(proxy), self._steward(self._socket("proxy"), role) as steward:
                yield redis, steward
                self.redis_connections = self._count_connections(recording)

    @staticmethod
    def _count_connections(recording):
        """Connections over which orders went; a subscription carries none."""
        biggest = max(file.stat().st_size for file in recording.iterdir())
        return sum(file.stat().st_size > biggest / 20 for file in recording.iterdir())

    def _socket(self, name):
        return str(self.sockets / f"{name}.sock")

    def _redis(self, of, fsync):
        return RedisServer(self.data / "run", self._socket("redis"), fsync, copy_of=self.data / of)

    @contextlib.contextmanager
    def _steward(self, redis_socket, role, sink_port=9):
        port = free_port()
        folder = self.data / "steward"
        folder.mkdir(exist_ok=True)
        self.config = folder / "steward.json"
        channels = self._channels(sink_port)
        self.config.write_text(json.dumps(configuration(port, redis_socket, folder, channels, self.threads)))
        command = [str(self.build / "steward"), "serve", "--config", str(self.config), "--role", role]
        with started(command, wait=False, env=ENVIRONMENT) as process:
            wait_until_ready(f"http://127.0.0.1:{port}/healthz", process)
            process.port = port
            yield process

    @staticmethod
    def _channels(sink_port):
        return [{"id": ACCOUNT, "type": "webhook", "secret": {"env": "BRIDGE_SECRET"},
                 "base_url": f"http://127.0.0.1:{sink_port}/"}]

    def _load(self, port, connections, first, count, **processes):
        self.run += 1
        return self._measured("bench_intake_load", port, connections, first, count, ACCOUNT, SECRET, f"r{self.run}",
                              *(f"{name}={pid}" for name, pid in processes.items()))

    def _limit(self, fsync, in_flight):
        with self._redis("desk", fsync) as redis:
            return self._measured("bench_intake_limit", redis.socket, self.redis_connections, in_flight,
                                  self.data / "recording", f"redis={redis.pid}")

    def _measured(self, program, *arguments):
        done = subprocess.run([str(self.build / "bench" / program), *map(str, arguments)], stdout=subprocess.PIPE,
                              text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed: {done.stdout.strip()}")
        return json.loads(done.stdout)


def configuration(port, redis_socket, folder, channels, threads):
    return {
        "listen": f"127.0.0.1:{port}", "data": str(folder), "log": "error", "threads": threads,
        "redis": {"url": f"unix:{redis_socket}"},
        "limits": {"hooks_a_second": 10_000_000},
        "channels": channels,
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
