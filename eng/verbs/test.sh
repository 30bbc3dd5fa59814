# Sets up and runs everything. Ends with the line `N passed, N failed, N skipped`.
. eng/common.sh
. eng/count.sh

phase "packages"
need_packages "${NATIVE_TOOLCHAIN[@]}" /usr/bin/node=nodejs npm=npm jq=jq curl=curl /usr/bin/python3=python3 /usr/bin/aws=awscli unshare=util-linux "${WASM_TOOLCHAIN[@]}"
bash tests/Sor.Cli.Tests/Clients/install.sh
bash tests/Sor.JsonSchema.Tests/Suite/install.sh
phase "format"
counted "format" bash -euo pipefail eng/verbs/format.sh --check
phase "build (analyzers' warnings are errors)"
dotnet build sor.slnx -c Release --nologo -v quiet
bash -euo pipefail eng/verbs/aot.sh

for project in tests/*.Tests; do
    name=$(basename "$project")
    phase "$name"
    counted_dotnet "$name" "$project/bin/Release/net10.0/$name"
done
phase "language runtimes in their own languages"
tried=
for python in /usr/bin/python3 python3.9 python3.10 python3.11 python3.12 python3.13; do
    interpreter=$("$python" -c 'import sys; print(sys.executable)' 2>/dev/null) || continue
    case " $tried " in *" $("$interpreter" -V) "*) continue ;; esac
    tried="$tried $("$interpreter" -V) "
    counted_unittest "$("$interpreter" -V)" runtimes/python/tests "$interpreter"
done
counted_node "Node" runtimes/node/tests
counted_unittest "shell" runtimes/shell/tests
phase "conformance of every program"
. eng/conformance-programs.sh
conformance_programs
phase "benchmark programs"
counted_unittest "bench" bench/tests
phase "fuzz: corpus, then 10 s a parser"
counted "fuzz" bash -euo pipefail eng/verbs/fuzz.sh 10
phase "soak: 100,000 invocations"
counted "soak" bash bench/soak.sh
phase_end
report_counts
