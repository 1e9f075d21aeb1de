"""A desk whose SMS leave through a gateway that takes everything at once, and what that gateway has seen."""
import contextlib
import json
import time

from measure.desk import Desk, fetch, free_port, started

UNLIMITED = 1_000_000  # a second, by the configuration of the channel


class GatewayDesk(Desk):
    def __init__(self, build, data, sockets, fsync):
        super().__init__(build, data, sockets, threads=0)
        self.fsync = fsync
        self.per_second = UNLIMITED

    def begin(self):
        self._empty()

    def _program(self, name):
        return str(self.build / "bench" / f"bench_outbox_{name}")

    def _channels(self, sink_port):
        return [{"id": "gateway", "type": "kannel", "account": "steward", "token": {"env": "BRIDGE_SECRET"},
                 "secret": {"env": "BRIDGE_SECRET"}, "base_url": f"http://127.0.0.1:{sink_port}/cgi-bin/sendsms",
                 "per_second": self.per_second}]

    @contextlib.contextmanager
    def _sink(self):
        port = free_port()
        with started([self._program("sink"), str(port)]) as process:
            yield Sink(port, process.pid)

    @contextlib.contextmanager
    def _sending(self, of, role="notifier", per_second=UNLIMITED):
        """A service of ours that empties a copy of this outbox into the gateway."""
        self.per_second = per_second
        with self._sink() as sink, self._redis(of, self.fsync) as redis:
            with self._steward(redis.socket, role, sink.port) as steward:
                yield sink, redis, steward


class Sink:
    def __init__(self, port, pid):
        self.port, self.pid = port, pid

    def figures(self):
        return json.loads(fetch(f"http://127.0.0.1:{self.port}/"))

    def taken(self):
        return self.figures()["taken"]

    def alerts(self):
        return dict(json.loads(fetch(f"http://127.0.0.1:{self.port}/alerts")))

    def wait_for(self, count, patience=30, every=0.1):
        seen, moved_at = -1, time.monotonic()
        while (taken := self.taken()) < count:
            if taken != seen:
                seen, moved_at = taken, time.monotonic()
            elif time.monotonic() - moved_at > patience:
                raise RuntimeError(f"{count - taken} of {count} messages do not reach the gateway")
            time.sleep(every)

    def wait_until_still(self, seconds=1.5):
        """Nothing has come for so long."""
        while (figures := self.figures())["at"] - figures["last"] < seconds:
            time.sleep(0.1)
        return figures["taken"]
