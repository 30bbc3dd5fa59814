using Sor.Middleware.Text;

namespace Sor.Middleware.Frames;

/// <summary>Serves the stages that the host's <c>hello</c> names, until the host says <c>shutdown</c> or is gone.</summary>
internal sealed class FrameWorker
{
    private readonly MiddlewareProgram _program;
    private readonly int _descriptor;
    private readonly FrameReader _reader;
    private readonly FrameWriter _writer;
    private readonly Dictionary<string, Stage> _stages = new(StringComparer.Ordinal);
    private volatile bool _isLast;

    internal FrameWorker(MiddlewareProgram program, int descriptor)
    {
        _program = program;
        _descriptor = descriptor;
        _reader = new FrameReader(memory => SystemCalls.Read(descriptor, memory.Span));
        _writer = new FrameWriter(data => SystemCalls.TryWriteAll(descriptor, data.Span));
    }

    /// <returns>The status that the process must end with.</returns>
    internal int Run()
    {
        var frame = new HostFrame();
        Greet(frame);
        if (!Start(frame))
            return 1;
        _writer.Ready(_program.Concurrency);
        if (_program.Concurrency == 1)
            ServeOne(frame);
        else
            ServeMany();
        return 0;
    }

    /// <summary>Reads <c>hello</c>, the first frame.</summary>
    private void Greet(HostFrame frame)
    {
        if (!_reader.TryRead(frame))
            throw new HostGoneException();
        if (frame.Type != HostFrameType.Hello || !frame.OffersVersion1)
        {
            const string Problem = "the first frame must be a hello that offers version 1 of frames";
            _writer.Error(null, new Failure("Runtime.ProtocolError", Problem, [], null));
            throw new ChannelBrokenException(Problem);
        }

        if (frame.PayloadBytes > 0)
            _reader.PayloadLimit = frame.PayloadBytes;
    }

    private bool Start(HostFrame hello)
    {
        try
        {
            foreach (var stage in HelloStages.Of(hello))
            {
                _program.Start(stage);
                _stages[stage.Name] = stage;
            }

            return true;
        }
        catch (Exception problem) when (problem is not ChannelBrokenException)
        {
            var failure = Failure.Of(problem);
            FailureLog.Write(failure, null);
            _writer.Error(null, failure);
            return false;
        }
    }

    /// <summary>One event at a time, on this thread.</summary>
    private void ServeOne(HostFrame frame)
    {
        while (!_isLast && TryReadInvoke(frame))
        {
            var answer = AnswerAsync(frame);
            if (!answer.IsCompleted)
                answer.AsTask().GetAwaiter().GetResult();
            else
                answer.GetAwaiter().GetResult();
        }
    }

    /// <summary>Several events at a time, on the thread pool.</summary>
    private void ServeMany()
    {
        using var slots = new SemaphoreSlim(_program.Concurrency);
        var frame = new HostFrame();
        while (TryReadInvoke(frame) && !_isLast)
        {
            // A host that keeps to the concurrency never waits here.
            slots.Wait();
            var given = frame;
            given.Keep();
            frame = new HostFrame();
            ThreadPool.UnsafeQueueUserWorkItem(
                async _ =>
                {
                    try
                    {
                        await AnswerAsync(given).ConfigureAwait(false);
                    }
                    catch (HostGoneException)
                    {
                        // The reader sees the end of the channel, too.
                    }

                    slots.Release();
                },
                null);
        }

        // Shutdown: what is under way is finished. The host ends the process when its patience is over.
        for (var slot = 0; slot < _program.Concurrency; slot++)
            slots.Wait();
    }

    /// <summary>Reads up to the next invocation; false: a shutdown, or nothing more after the last outcome.</summary>
    private bool TryReadInvoke(HostFrame frame)
    {
        while (_reader.TryRead(frame))
        {
            switch (frame.Type)
            {
                case HostFrameType.Invoke:
                    return true;
                case HostFrameType.Ping:
                    _writer.Pong(frame.At(frame.TokenPlace).Span);
                    break;
                case HostFrameType.Shutdown:
                    return false;
            }
        }

        return _isLast ? false : throw new HostGoneException();
    }

    private async ValueTask AnswerAsync(HostFrame frame)
    {
        if (frame.Stage is null || !_stages.TryGetValue(frame.Stage, out var stage) || PhaseNames.Parse(frame.Phase) is not { } phase)
        {
            var problem = $"stage \"{frame.Stage}\" with phase \"{frame.Phase}\" is none of this program's";
            _writer.Error(frame.Id, new Failure("Runtime.ProtocolError", problem, [], null));
            return;
        }

        if (stage.Functions[(int)phase] is not { } function)
        {
            _writer.Result(frame.Id, default, frame.Body, null);
            return;
        }

        var facts = new CallFacts
        {
            ContentType = frame.ContentType,
            DeadlineUnixMs = frame.DeadlineUnixMs,
            CancelAtUnixMs = frame.CancelAtUnixMs,
            IdleMs = frame.IdleMs,
            Context = frame.At(frame.ContextPlace),
        };
        using var call = new Call(stage, phase, frame.Body, facts, new FrameLog(_writer, frame.Id));
        Send(call, frame.Id, await call.RunAsync(function).ConfigureAwait(false));
    }

    private void Send(Call call, long id, in Outcome outcome)
    {
        // The instant before the answer: an event that came after it could not be served any more.
        if (outcome.IsLast)
            _isLast = true;
        if ((outcome.Failure ?? Sent(call, id, outcome)) is { } failure)
            _writer.Error(id, failure, outcome.IsLast);
        if (outcome.IsLast)
            SystemCalls.EndReading(_descriptor);
    }

    /// <summary>Sends a payload or a reply; the failure if it is too large.</summary>
    private Failure? Sent(Call call, long id, in Outcome outcome)
    {
        var payload = outcome.Payload ?? call.Payload;
        if (payload.Length > _reader.PayloadLimit)
            return new Failure("Runtime.StageOutputTooLarge", $"{payload.Length} bytes are more than the limit of {_reader.PayloadLimit}", [], null);
        try
        {
            _writer.Result(id, outcome, payload, call.NotesMade);
            return null;
        }
        catch (FailureException problem)
        {
            return Failure.Of(problem);
        }
    }

    /// <summary>Log records of one invocation.</summary>
    private sealed class FrameLog(FrameWriter writer, long id) : ILogTarget
    {
        public void Write(LogLevel level, string message, ReadOnlySpan<(string Name, string Value)> fields) =>
            writer.Log(id, level, message, fields);
    }
}
