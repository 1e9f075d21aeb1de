"""Commands to a Redis over its unix socket, without a process for each, and many in one go."""
import socket


class RedisClient:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.replies = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.replies.close()
        self.socket.close()

    def command(self, *words):
        return self.pipeline([words])[0]

    def pipeline(self, commands):
        self.socket.sendall(b"".join(map(encoded, commands)))
        return [self._reply() for _ in commands]

    def now_ms(self):
        seconds, microseconds = map(int, self.command("TIME"))
        return seconds * 1000 + microseconds // 1000

    def _reply(self):
        line = self.replies.readline()
        kind, text = line[:1], line[1:-2].decode()
        if kind == b"-":
            raise RuntimeError(text)
        if kind == b"$":
            return None if text == "-1" else self.replies.read(int(text) + 2)[:-2].decode()
        if kind == b"*":
            return None if text == "-1" else [self._reply() for _ in range(int(text))]
        return int(text) if kind == b":" else text


def encoded(words):
    parts = [str(word).encode() for word in words]
    return b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts)
