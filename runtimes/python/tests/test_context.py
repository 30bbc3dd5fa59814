"""The context object of handlers."""

import time
import unittest

from support import WorkerTest

SHOW = """
    def handle(event, context):
        return eval(event, {"context": context})
"""


class ContextTest(WorkerTest):
    def test_it_has_the_members_of_lambdas_own(self):
        worker = self.handler(SHOW, AWS_LAMBDA_LOG_GROUP_NAME="/aws/lambda/orders", AWS_LAMBDA_LOG_STREAM_NAME="s1")
        names = (
            "aws_request_id function_name function_version invoked_function_arn memory_limit_in_mb"
            " log_group_name log_stream_name tenant_id client_context"
        )
        context = {"requestId": "r-1", "tenantId": "t-1", "function": {"arn": "arn:aws:lambda:1"}}

        answer = worker.invoke(f"[getattr(context, name) for name in '{names}'.split()]", context=context)

        self.assertEqual(
            answer.json,
            ["r-1", "orders", "7", "arn:aws:lambda:1", "512", "/aws/lambda/orders", "s1", "t-1", None],
        )

    def test_names_come_from_the_environment_where_hello_is_silent(self):
        worker = self.start_handler(
            SHOW, AWS_LAMBDA_FUNCTION_NAME="f", AWS_LAMBDA_FUNCTION_VERSION="$LATEST", AWS_LAMBDA_FUNCTION_MEMORY_SIZE="128"
        )
        worker.hello(function={})

        answer = worker.invoke("[context.function_name, context.function_version, context.memory_limit_in_mb]")

        self.assertEqual(answer.json, ["f", "$LATEST", "128"])

    def test_client_context_and_identity_are_objects(self):
        worker = self.handler(SHOW)
        context = {
            "clientContext": {"client": {"app_title": "Shop"}, "custom": {"k": 1}, "env": {"locale": "de"}},
            "identity": {"cognitoIdentityId": "i", "cognitoIdentityPoolId": "p"},
        }

        answer = worker.invoke(
            "[context.client_context.client.app_title, context.client_context.client.app_version_name,"
            " context.client_context.custom, context.client_context.env,"
            " context.identity.cognito_identity_id, context.identity.cognito_identity_pool_id]",
            context=context,
        )

        self.assertEqual(answer.json, ["Shop", None, {"k": 1}, {"locale": "de"}, "i", "p"])
        self.assertEqual(worker.invoke("context.identity.cognito_identity_id").json, None)

    def test_what_stages_noted_is_under_sor(self):
        worker = self.handler(SHOW)
        context = {"attributes": {"jwt": {"subject": "u1"}}, "invocationId": "v1", "trigger": "lambda"}
        context["trace"] = {"xray": "Root=1"}

        answer = worker.invoke(
            "[context.sor.attributes['jwt']['subject'], context.sor.invocation_id, context.sor.trigger, context.sor.trace]",
            context=context,
        )

        self.assertEqual(answer.json, ["u1", "v1", "lambda", {"xray": "Root=1"}])
        self.assertEqual(worker.invoke("context.sor.attributes").json, {})

    def test_remaining_time_counts_down_to_the_deadline(self):
        worker = self.handler(SHOW)
        far = int(time.time() * 1000) + 500_000

        remaining = worker.invoke("context.get_remaining_time_in_millis()", deadline=far).json

        self.assertTrue(0 < remaining <= 500_000, remaining)
        self.assertEqual(worker.invoke("context.get_remaining_time_in_millis()", deadline=1).json, 0)
        self.assertGreater(worker.invoke("context.get_remaining_time_in_millis()").json, 1_000_000)

    def test_libraries_may_add_attributes_for_one_invocation(self):
        worker = self.handler(SHOW)

        self.assertEqual(worker.invoke("[setattr(context, 'own', 3), context.own]").json, [None, 3])
        self.assertFalse(worker.invoke("hasattr(context, 'own')").json)

    def test_an_unknown_attribute_is_an_attribute_error(self):
        answer = self.handler(SHOW).invoke("context.nothing")

        self.assertEqual(answer.header["errorType"], "AttributeError")
        self.assertEqual(answer.header["errorMessage"], "'LambdaContext' object has no attribute 'nothing'")

    def test_it_can_be_shown(self):
        text = self.handler(SHOW).invoke("repr(context)").json

        self.assertIn("aws_request_id=request-1", text)
        self.assertIn("identity=CognitoIdentity([cognito_identity_id=None", text)

    def test_log_writes_the_text_as_it_is(self):
        worker = self.handler(SHOW)

        worker.invoke("[context.log('a'), context.log(1), context.log('b\\n')]")

        self.assertEqual(worker.log(), "a1b\n")


class TraceTest(WorkerTest):
    SOURCE = """
        import os

        def handle(event, context):
            return os.environ.get("_X_AMZN_TRACE_ID")
    """

    def test_the_variable_is_that_of_each_invocation(self):
        worker = self.handler(self.SOURCE)

        first = worker.invoke(1, context={"trace": {"xray": "Root=1"}}).json
        second = worker.invoke(1, context={"trace": {"xray": "Root=2"}}).json
        none = worker.invoke(1).json
        third = worker.invoke(1, context={"trace": {"xray": "Root=3"}}).json

        self.assertEqual([first, second, none, third], ["Root=1", "Root=2", None, "Root=3"])

    def test_one_of_an_earlier_life_is_not_kept(self):
        worker = self.handler(self.SOURCE, _X_AMZN_TRACE_ID="Root=0")

        self.assertIsNone(worker.invoke(1).json)

    def test_a_handler_may_remove_it(self):
        worker = self.handler("""
            import os

            def handle(event, context):
                return os.environ.pop("_X_AMZN_TRACE_ID", None)
        """)

        self.assertEqual(worker.invoke(1, context={"trace": {"xray": "Root=1"}}).json, "Root=1")
        self.assertIsNone(worker.invoke(1).json)

    def test_children_see_it_however_they_are_started(self):
        worker = self.handler("""
            import os, subprocess, sys

            PRINT = 'printf %s "${_X_AMZN_TRACE_ID-none}"'

            def forked():
                read, write = os.pipe()
                if os.fork() == 0:
                    os.dup2(write, 1)
                    os.execv("/bin/sh", ["sh", "-c", PRINT])
                os.close(write)
                os.wait()
                with open(read) as source:
                    return source.read()

            WAYS = {
                "subprocess": lambda: subprocess.run(["/bin/sh", "-c", PRINT], stdout=subprocess.PIPE, text=True).stdout,
                "popen": lambda: os.popen(PRINT).read(),
                "fork": forked,
            }

            def handle(event, context):
                return WAYS[event]()
        """)

        for number, way in enumerate(("subprocess", "popen", "fork", "subprocess")):
            self.assertEqual(worker.invoke(way, context={"trace": {"xray": f"Root={number}"}}).json, f"Root={number}")
            self.assertEqual(worker.invoke(way).json, "none")


if __name__ == "__main__":
    unittest.main()
