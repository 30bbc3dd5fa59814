namespace Sor.TestSupport;

/// <summary>Persistent middlewares that speak frames by hand, without the helper library, so that they can also break the rules.</summary>
public static class RawFrames
{
    private const string Prelude = """
        #!/usr/bin/python3
        import json, os, socket, sys, time
        channel = socket.socket(fileno=int(os.environ["SOR_CHANNEL_FD"]))
        channel.set_inheritable(False)
        incoming = channel.makefile("rb", buffering=65536)

        def send(header, body=b""):
            if body:
                header = dict(header, length=len(body))
            channel.sendall(json.dumps(header).encode() + b"\n" + body)

        def receive():
            line = incoming.readline()
            if not line:
                sys.exit(0)
            header = json.loads(line)
            return header, incoming.read(header.get("length", 0))

        """;

    private const string Loop = """


        hello, _ = receive()
        send({"type": "ready", "version": 1})
        while True:
            header, body = receive()
            if header["type"] == "invoke":
                invoke(header, body)
            elif header["type"] == "shutdown":
                sys.exit(0)
        """;

    /// <summary>A worker that says ready and calls the function <c>invoke(header, body)</c> of the code given for each event.</summary>
    public static string Program(string code) => Prelude + "\n" + code + "\n" + Loop + "\n";

    /// <summary>A worker that does exactly what the code says, with <c>send</c> and <c>receive</c> at hand.</summary>
    public static string Script(string code) => Prelude + "\n" + code + "\n";
}
