cat <<'TEXT'
usage: ./build.sh VERB [ARGUMENTS]

  run            set up, build, and serve examples/hello with `sor dev` until Ctrl-C
  test           set up and run everything: format, analyzers, unit, integration, languages, fuzz corpus, soak
  build          compile all projects, warnings are errors
  aot            native executables and language runtimes into dist/
  bench [WHAT]   measure dist/bootstrap against floors and peers; results in bench/results/
  conformance    run the vectors of spec/ against every shim, helper library and middleware
  fuzz SECONDS   coverage-guided fuzzing of every parser, so many seconds each
  format         format all sources
  help           this text
TEXT
