using Xunit.v3;

// Each test starts several processes: more at once only wait for each other.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 3)]
