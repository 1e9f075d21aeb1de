"""Who takes part in `./dev bench intake`, and how each is run: ours, the limit and the peer, each on its own copy."""
import time
from typing import NamedTuple

from measure.desk import HERE, SECRET, Desk, fetch, free_port, started

PEER = HERE.parent / "peers" / "intake"
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


class Contest(Desk):
    def __init__(self, build, data, sockets, sizes, threads):
        super().__init__(build, data, sockets, threads)
        self.sizes = sizes

    # ---- beforehand -------------------------------------------------------------------------------------------

    def prepare(self):
        self._empty()
        residents = str(self.sizes.residents)
        print(f"a desk with {residents} residents …", flush=True)
        self._fill(self.data / "desk", [self.build / "bench" / "bench_intake_fill", self._socket("fill"), residents])
        self._fill(self.data / "peer", ["node", PEER / "fill.mjs", self._socket("fill"), residents])
        print(f"a recording of {self.sizes.orders} orders …", flush=True)
        with self._recorded("bot") as (_, steward):
            self._load(steward.port, CONNECTIONS, 0, self.sizes.orders)

    # ---- the runs ---------------------------------------------------------------------------------------------

    def ours(self, fsync, connections=CONNECTIONS, first=0, count=None):
        with self._redis("desk", fsync) as redis, self._steward(redis.socket, "bot") as steward:
            self._load(steward.port, connections, self.sizes.orders + self.sizes.at_8, self.sizes.warm_up)
            return self._load(steward.port, connections, first, count or self.sizes.orders,
                              server=steward.pid, redis=redis.pid)

    def ours_at_8(self, fsync):
        return self.ours(fsync, 8, self.sizes.orders, self.sizes.at_8)

    def limit(self, fsync):
        return self._limit(fsync, CONNECTIONS)

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
