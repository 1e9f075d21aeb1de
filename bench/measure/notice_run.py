"""A notice to very many, sent through the gateway, paused, resumed and cancelled by the command line: what it takes of the
service's memory and of Redis, whether its progress is true, and how soon it stops."""
import re
import subprocess
import time

from measure.desk import ENVIRONMENT
from measure.gateway import GatewayDesk
from measure.redis_client import RedisClient

NOTICE = ("--file", "water_cut", "--site", "donghu", "--by", "fang", "--set", "from=9:00", "--set", "to=17:00",
          "--set", "where=3栋", "--set", "reason=管道维修")
ROLES = "bot,notifier,scheduler,console"
CANCEL_TAKES = 1  # second, at most
MEGABYTE = 1 << 20


class NoticeRun(GatewayDesk):
    def __init__(self, build, data, sockets, recipients, seconds, fsync):
        super().__init__(build, data, sockets, fsync)
        self.recipients, self.seconds = recipients, seconds

    def prepare(self):
        print(f"a register with {self.recipients} residents …", flush=True)
        self._fill(self.data / "register", [self._program("residents"), self._socket("fill"), self.recipients])

    def measured(self):
        with self._sending("register", ROLES) as (sink, redis, steward):
            memory = Memory(steward.pid)
            began = time.monotonic()
            number = self._compose()
            composed = time.monotonic() - began
            self._notice("send", number, "--by", "fang")
            self._notice("approve", number, "--by", "song")
            paused = self._pause(sink, number)
            self._notice("resume", number, "--by", "fang")
            cancelled = self._cancel(sink, number)
            return {"composed_s": composed, **paused, **cancelled, "redis_bytes": self._bytes(redis, number),
                    **memory.used()}

    def _notice(self, *words):
        command = [str(self.build / "steward"), "notice", *words, "--config", str(self.config)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=ENVIRONMENT)
        if done.returncode != 0:
            raise RuntimeError(f"steward notice {words[0]} failed: {done.stderr.strip()}")
        return done.stdout

    def _compose(self):
        shown = self._notice("compose", *NOTICE)
        if f"{self.recipients} recipients" not in shown:
            raise RuntimeError(f"it is not for everybody: {shown}")
        return shown.split()[0]

    def _sent(self, number):
        """As `show` says it."""
        found = re.search(r"· (\d+) sent", self._notice("show", number))
        return int(found.group(1)) if found else 0

    def _pause(self, sink, number):
        """After the time that is given, or half of it all."""
        sink.wait_for(1)
        began = sink.figures()
        while time.monotonic() < began["at"] + self.seconds and sink.taken() < self.recipients // 2:
            time.sleep(0.1)
        figures = sink.figures()
        self._notice("pause", number, "--by", "fang")
        taken = sink.wait_until_still()
        return {"per_second": (figures["taken"] - began["taken"]) / max(figures["at"] - began["at"], 0.001),
                "paused_at": taken, "paused_off": abs(self._sent(number) - taken)}

    def _cancel(self, sink, number):
        """Once it goes on; and what reaches the gateway from a second after the command on."""
        sink.wait_for(sink.taken() + min(2000, self.recipients // 10))
        self._notice("cancel", number, "--by", "fang")
        at = time.monotonic()
        time.sleep(CANCEL_TAKES)
        within, taken = sink.taken(), sink.wait_until_still(3)
        return {"cancelled_s": max(sink.figures()["last"] - at, 0), "after_cancel": taken - within,
                "cancelled_at": taken, "cancelled_off": abs(self._sent(number) - taken)}

    @staticmethod
    def _bytes(redis, number):
        """Of what stands for this notice: its document, the audience, the states of its copies, the reasons of failures."""
        with RedisClient(redis.socket) as client:
            keys = [f"{{donghu}}{key}:{number}" for key in ("e", "ea", "es", "ef", "n")]
            return sum(client.command("MEMORY", "USAGE", key, "SAMPLES", 0) or 0 for key in keys)


class Memory:
    """The most that a process keeps resident from now on, and how much more that is than now."""

    def __init__(self, pid):
        self.pid = pid
        with open(f"/proc/{pid}/clear_refs", "w", encoding="utf-8") as file:
            file.write("5")  # the peak is counted anew
        self.before = self._megabytes("VmRSS")

    def used(self):
        most = self._megabytes("VmHWM")
        return {"resident_mb": most, "grown_mb": most - self.before}

    def _megabytes(self, name):
        with open(f"/proc/{self.pid}/status", encoding="utf-8") as file:
            line = next(line for line in file if line.startswith(name))
        return int(line.split()[1]) * 1024 / MEGABYTE
