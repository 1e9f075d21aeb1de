"""A private redis-server on a unix socket, with the settings under which everything is measured."""
import pathlib
import shutil
import subprocess
import time


class RedisServer:
    """Started in a folder of its own; `copy_of` begins with what another one has stored."""

    def __init__(self, folder, socket, fsync="everysec", copy_of=None):
        self.folder, self.socket = pathlib.Path(folder), str(socket)
        shutil.rmtree(self.folder, ignore_errors=True)
        if copy_of:
            shutil.copytree(copy_of, self.folder)
        else:
            self.folder.mkdir(parents=True)
        self.process = subprocess.Popen(
            ["redis-server", "--port", "0", "--unixsocket", self.socket, "--dir", str(self.folder), "--save", "",
             "--appendonly", "yes", "--appendfsync", fsync, "--auto-aof-rewrite-percentage", "0",
             "--maxmemory-policy", "noeviction", "--logfile", str(self.folder / "redis.log")])
        self._wait_until_loaded()

    @property
    def pid(self):
        return self.process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.process.terminate()
        self.process.wait()
        pathlib.Path(self.socket).unlink(missing_ok=True)

    def command(self, *words):
        done = subprocess.run(["redis-cli", "-s", self.socket, *words], capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def info(self, section):
        lines = (line.split(":", 1) for line in self.command("info", section).splitlines() if ":" in line)
        return {name: value.strip() for name, value in lines}

    def used_memory(self):
        time.sleep(1.5)  # buffers of connections that have gone are given back by Redis's own clock
        return int(self.info("memory")["used_memory"])

    def count_keys(self, pattern):
        return len(self.command("--scan", "--pattern", pattern).splitlines())

    def compact(self):
        """Rewrites the append-only file, so that a copy starts quickly."""
        self.command("bgrewriteaof")
        while self.info("persistence").get("aof_rewrite_in_progress") != "0":
            time.sleep(0.1)

    def _wait_until_loaded(self):
        for _ in range(600):
            if self.command("ping") == "PONG":
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"redis-server did not start: see {self.folder}/redis.log")
