# Coverage-guided fuzzing: fuzz SECONDS [grow]. Runs the corpus first; fails on a crash, a hang or memory without bound.
set -euo pipefail
. eng/common.sh
seconds=${1:?usage: ./build.sh fuzz SECONDS [grow]}
phase "fuzz: build and instrument"
dotnet build tests/Sor.Fuzz -c Release --nologo -v quiet

# Instrumented are copies: other projects' outputs stay as they are.
rm -rf .build/fuzz && mkdir -p .build && cp -r tests/Sor.Fuzz/bin/Release/net10.0 .build/fuzz
.build/fuzz/Sor.Fuzz instrument
phase "fuzz: $seconds s a parser"
DOTNET_GCHeapHardLimit=0x30000000 .build/fuzz/Sor.Fuzz run tests/Sor.Fuzz "$seconds" ${2:+"$2"}
