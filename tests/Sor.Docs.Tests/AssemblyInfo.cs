using Xunit.v3;

// Stories start compilers and several processes each: more at once only wait for each other.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 2)]
