using Xunit.v3;

// Each class runs several processes: more at once only wait for each other. Tests of a class share them, one after the other.
[assembly: Parallelization(MaxThreads = 3)]
