// The language runtime for Node: loads the handler named in _HANDLER and serves it to the host over frames.
'use strict'

require('./lib/handler-worker.cjs').run()
