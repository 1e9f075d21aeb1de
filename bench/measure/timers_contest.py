"""What `./dev bench timers` runs: ours, the limit and the peer, each on its own copy of a desk whose residents are to be
asked whether the repair is really fixed; and a desk that has nothing but pending timers."""
import concurrent.futures
import os
import subprocess
import time
from typing import NamedTuple

from measure.desk import HERE, Desk, started
from measure.redis_client import RedisClient

PEER = HERE.parent / "peers" / "timers"
IN_FLIGHT = 128         # of ours, of the limit and of the peer
CLAIMED_AT_ONCE = 128   # as the scheduler does
TIMERS, FEED = "{donghu}t", "{donghu}f"
HALF_A_DAY = 12 * 3600_000
RULES = ("offer", "alert", "idle", "shift_end", "hold_check", "follow_up", "follow_up_sms", "measure_remind")


class Sizes(NamedTuple):
    timers: int      # of a run of ours and of the limit
    peer: int
    webhooks: int    # while a burst is worked off
    steady_seconds: int
    pending: int

    @classmethod
    def of(cls, timers, pending):
        return cls(timers, max(timers // 5, 1), max(timers // 50, 10), max(min(timers // 1000, 30), 1), pending)


class Contest(Desk):
    def __init__(self, build, data, sockets, sizes):
        super().__init__(build, data, sockets, threads=0)
        self.sizes = sizes

    def prepare(self):
        self._empty()
        timers, residents = self.sizes.timers, self.sizes.timers + self.sizes.webhooks
        print(f"a desk with {timers} finished orders …", flush=True)
        self._fill(self.data / "desk", [self.build / "bench" / "bench_timers_fill", self._socket("fill"), timers, residents])
        self._fill(self.data / "peer", ["node", PEER / "fill.mjs", self._socket("fill"), self.sizes.peer])
        print(f"a recording of {timers} timers …", flush=True)
        with self._recorded("scheduler") as (redis, _), RedisClient(redis.socket) as client:
            self._fire(client, timers, spread_ms=0)

    # ---- fired through decide and commit ----------------------------------------------------------------------

    def limit(self, fsync):
        return {"per_second": self._limit(fsync, IN_FLIGHT)["orders_per_second"]}

    def ours(self, fsync):
        with self._redis("desk", fsync) as redis, self._steward(redis.socket, "scheduler") as steward:
            with RedisClient(redis.socket) as client, CpuTime(steward=steward.pid, redis=redis.pid) as used:
                fired = self._fire(client, self.sizes.timers, spread_ms=0)
            return {**fired, "cpu_us": used.microseconds(self.sizes.timers)}

    def burst(self, fsync):
        """All due in one second, while residents write to the same process."""
        with self._redis("desk", fsync) as redis, self._steward(redis.socket, "bot,scheduler") as steward:
            with RedisClient(redis.socket) as client, concurrent.futures.ThreadPoolExecutor() as beside:
                writing = None

                def write():
                    nonlocal writing
                    writing = beside.submit(self._load, steward.port, 1, self.sizes.timers, self.sizes.webhooks)

                fired = self._fire(client, self.sizes.timers, spread_ms=1000, meanwhile=write)
                return {**fired, "webhook_p99_ms": writing.result()["p99_ms"]}

    def peer(self, fsync):
        count = self.sizes.peer
        with self._redis("peer", fsync) as redis, started(["node", str(PEER / "worker.mjs"), redis.socket, str(IN_FLIGHT)]):
            with RedisClient(redis.socket) as client:
                due = client.now_ms() + 3000 + count // 5
                subprocess.run(["node", str(PEER / "schedule.mjs"), redis.socket, str(count), str(due)], check=True)
                far = (due + HALF_A_DAY) * 4096  # as BullMQ writes the time of a delayed job
                return fired_at(client, due, count, lambda: client.command("ZCOUNT", "bull:timers:delayed", far, "+inf"))

    def _fire(self, client, count, spread_ms, meanwhile=None):
        due = client.now_ms() + 2000 + count // 50
        schedule(client, ((name_of(i), due + i * spread_ms // count) for i in range(count)))
        if meanwhile:
            wait_until(client, due)
            meanwhile()
        # Whoever was asked is asked again by SMS, a day later.
        return fired_at(client, due, count, lambda: client.command("ZCOUNT", TIMERS, due + HALF_A_DAY, "+inf"))

    # ---- one after the other ----------------------------------------------------------------------------------

    def steady(self, fsync):
        """A thousand a second: how late each takes effect, by Redis's own clock."""
        count = self.sizes.steady_seconds * 1000
        with self._redis("desk", fsync) as redis, self._steward(redis.socket, "scheduler"):
            with RedisClient(redis.socket) as client:
                first = client.now_ms() + 3000
                due = {f"resident-{i:06}": first + i for i in range(count)}
                schedule(client, ((f"follow_up:o:{order}", at) for order, at in due.items()))
                late = sorted(committed - due[order] for order, committed in commits(client, count))
        return {"p50_ms": late[len(late) // 2], "p99_ms": late[len(late) * 99 // 100], "most_ms": late[-1]}

    # ---- pending ----------------------------------------------------------------------------------------------

    def pending(self):
        """Bytes of a pending timer; a scheduler's share of a core beside them; how quickly they are claimed when due."""
        count, idle_seconds = self.sizes.pending, 20
        (self.data / "empty").mkdir()
        with self._redis("empty", "everysec") as redis, RedisClient(redis.socket) as client:
            empty = redis.used_memory()
            pend(client, count, client.now_ms() + 24 * 3600_000)
            used = redis.used_memory()
            with self._steward(redis.socket, "scheduler") as steward:
                time.sleep(3)
                with CpuTime(steward=steward.pid, redis=redis.pid) as idle:
                    time.sleep(idle_seconds)
            pend(client, count, client.now_ms() - 3600_000)
            claimed = self._measured("bench_timers_claim", redis.socket, CLAIMED_AT_ONCE)
        return {"bytes": (used - empty) / count, "claimed_per_second": claimed["timers_per_second"],
                "idle_percent": {who: 100 * seconds / idle_seconds for who, seconds in idle.seconds.items()}}


def name_of(number):
    return f"follow_up:o:resident-{number:06}"


def schedule(client, timers, at_once=1000):
    """As a commit would, thousands at a time."""
    batch = []
    for name, due in timers:
        batch += [due, name]
        if len(batch) == 2 * at_once:
            client.command("ZADD", TIMERS, *batch)
            batch = []
    if batch:
        client.command("ZADD", TIMERS, *batch)


def pend(client, count, first):
    """Timers with the names that orders have, a second apart."""
    schedule(client, ((f"{RULES[i % len(RULES)]}:o:{i * 104729 % 0x1000000:06X}", first + i // 1000) for i in range(count)))


def fired_at(client, due, count, fired):
    wait_until(client, due)
    seen, moved_at = 0, client.now_ms()
    while seen < count:
        time.sleep(0.02)
        before, seen, now = seen, fired(), client.now_ms()
        if seen != before:
            moved_at = now
        elif now - moved_at > 60_000:
            raise RuntimeError(f"{count - seen} of {count} timers do not fire")
    return {"per_second": count * 1000 / (moved_at - due)}


def wait_until(client, due):
    while (left := due - client.now_ms()) > 0:
        time.sleep(left / 1000)


def commits(client, count):
    """The orders that change, and when: the live feed has a line of each commit, dated by Redis."""
    last = "0"
    while count > 0:
        read = client.command("XREAD", "COUNT", 1000, "BLOCK", 30_000, "STREAMS", FEED, last)
        if not read:
            raise RuntimeError(f"{count} timers do not fire")
        for last, fields in read[0][1]:
            if fields[0] == "order":
                count -= 1
                yield fields[1].split("\n")[0], int(last.split("-")[0])


class CpuTime:
    """Seconds of processor time that processes use within the block."""

    def __init__(self, **pids):
        self.pids = pids

    def __enter__(self):
        self.before = {who: cpu_seconds(pid) for who, pid in self.pids.items()}
        return self

    def __exit__(self, *_):
        self.seconds = {who: cpu_seconds(pid) - self.before[who] for who, pid in self.pids.items()}

    def microseconds(self, count):
        return {who: seconds * 1e6 / count for who, seconds in self.seconds.items()}


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
