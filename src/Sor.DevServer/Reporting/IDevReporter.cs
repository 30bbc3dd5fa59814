namespace Sor.DevServer.Reporting;

/// <summary>Shows notices. May be called from several threads; must not throw.</summary>
internal interface IDevReporter
{
    void Report(DevNotice notice);
}
