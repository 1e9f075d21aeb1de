"""What `./dev bench outbox` sends to a gateway: ours, the peer and a bare client as fast as each can, and ours at the pace
of a provider while alerts come between."""
import json
import subprocess
from typing import NamedTuple

from measure.desk import HERE, SECRET, started
from measure.gateway import GatewayDesk
from measure.timers_contest import CpuTime

PEER = HERE.parent / "peers" / "outbox"
CONNECTIONS = 32
SETTLES_AFTER = 3       # seconds: the allowance of the first second has gone out by then
ALERTS_A_SECOND = 10
ALERT_COMES_WITHIN = 10  # seconds: one that is later counts as that late


class Sizes(NamedTuple):
    messages: int  # of a run of ours and of the peer
    bare: int
    bulk: int      # that wait while a provider's pace is kept
    pace: float    # a second
    window: float  # seconds

    @classmethod
    def of(cls, messages, bulk, pace, window):
        return cls(messages, messages * 5, bulk, pace, window)


class Contest(GatewayDesk):
    def __init__(self, build, data, sockets, sizes, fsync):
        super().__init__(build, data, sockets, fsync)
        self.sizes = sizes

    def prepare_speed(self):
        print(f"an outbox and a queue with {self.sizes.messages} messages …", flush=True)
        self._fill(self.data / "outbox", [self._program("fill"), self._socket("fill"), self.sizes.messages, "normal"])
        self._fill(self.data / "peer", ["node", PEER / "fill.mjs", self._socket("fill"), self.sizes.messages])

    def prepare_pace(self):
        print(f"an outbox with {self.sizes.bulk} messages of the bulk lane …", flush=True)
        self._fill(self.data / "bulk", [self._program("fill"), self._socket("fill"), self.sizes.bulk, "bulk"])

    # ---- as fast as each can ----------------------------------------------------------------------------------

    def ours(self):
        with self._sending("outbox") as (sink, redis, steward):
            return self._drained(sink, self.sizes.messages, sender=steward.pid, redis=redis.pid)

    def peer(self):
        with self._sink() as sink, self._redis("peer", self.fsync) as redis:
            command = ["node", str(PEER / "worker.mjs"), redis.socket, str(sink.port), str(CONNECTIONS), SECRET]
            with started(command) as peer:
                return self._drained(sink, self.sizes.messages, sender=peer.pid, redis=redis.pid)

    def bare(self):
        with self._sink() as sink:
            command = [self._program("bare"), sink.port, CONNECTIONS, self.sizes.bare, SECRET]
            with subprocess.Popen(list(map(str, command))) as client:
                measured = self._drained(sink, self.sizes.bare, sender=client.pid)
            if client.returncode != 0:
                raise RuntimeError("bench_outbox_bare failed")
            return measured

    @staticmethod
    def _drained(sink, count, **senders):
        """Processor time since a tenth of it was there: what came before is starting up."""
        sink.wait_for(count // 10, every=0.02)
        begun = sink.taken()
        with CpuTime(**senders, sink=sink.pid) as used:
            sink.wait_for(count * 19 // 20)
            counted = sink.taken() - begun
        sink.wait_for(count)
        figures = sink.figures()
        return {"per_second": figures["per_second"], "tail_s": figures["tail"], "connections": figures["connections"],
                "opened": figures["accepted"], "cpu_us": used.microseconds(max(counted, 1))}

    # ---- at a provider's pace ---------------------------------------------------------------------------------

    def paced(self):
        """The gateway's rate over the window, and how long alerts took that were committed within it."""
        pace, seconds = self.sizes.pace, self.sizes.window
        with self._sending("bulk", per_second=pace) as (sink, redis, steward):
            sink.wait_for(int(pace * SETTLES_AFTER))
            before = sink.figures()
            with CpuTime(sender=steward.pid, redis=redis.pid) as used:
                committed = self._commit_alerts(redis, int(seconds * ALERTS_A_SECOND))
                after = sink.figures()
            late = self._lateness(sink, committed)
        per_second = (after["taken"] - before["taken"]) / (after["at"] - before["at"])
        return {"per_second": per_second, "off_percent": 100 * abs(per_second / pace - 1), "busiest": after["busiest"],
                "urgent_p50_ms": late[len(late) // 2], "urgent_p99_ms": late[len(late) * 99 // 100],
                "urgent_most_ms": late[-1],
                "percent_of_a_core": {who: 100 * spent / (after["at"] - before["at"]) for who, spent in used.seconds.items()}}

    def _commit_alerts(self, redis, count):
        done = subprocess.run([self._program("alerts"), redis.socket, str(count), str(ALERTS_A_SECOND)],
                              stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout)

    @staticmethod
    def _lateness(sink, committed):
        deadline = committed[-1] / 1e6 + ALERT_COMES_WITHIN
        while len(arrived := sink.alerts()) < len(committed) and sink.figures()["at"] < deadline:
            pass
        never = ALERT_COMES_WITHIN * 1e6
        return sorted(min(arrived.get(number, at + never) - at, never) / 1000 for number, at in enumerate(committed))
