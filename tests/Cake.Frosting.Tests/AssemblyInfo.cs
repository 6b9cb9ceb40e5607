using Xunit;

// A host changes the working directory of its process, so no two of them run at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
