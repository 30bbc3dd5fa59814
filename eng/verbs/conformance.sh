# The vectors of spec/ against every side that speaks frames: the host's reader and writer, the Python and the Node shims, the
# helper libraries for shell and C#; then the conformance kit over every program of the repository that is to keep the contract.
. eng/common.sh
. eng/count.sh
phase "host"
dotnet build tests/Sor.Protocol.Tests -c Release --nologo -v quiet
counted_dotnet Sor.Protocol.Tests tests/Sor.Protocol.Tests/bin/Release/net10.0/Sor.Protocol.Tests
phase "Python"
counted_unittest "Python" runtimes/python/tests
phase "Node"
counted_node "Node" runtimes/node/tests
phase "shell"
counted_unittest "shell" runtimes/shell/tests
phase "C#"
dotnet build tests/Sor.Middleware.Tests -c Release --nologo -v quiet
counted_dotnet Sor.Middleware.Tests tests/Sor.Middleware.Tests/bin/Release/net10.0/Sor.Middleware.Tests
phase "sor conformance over every program"
bash -euo pipefail eng/verbs/aot.sh
. eng/conformance-programs.sh
conformance_programs
phase_end
report_counts
