"""Runs the small process of the kernel's benchmark in SpiffWorkflow, with the state written after each step."""

import io
import sys
import time

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

SECONDS = 5


def specification(path):
    # Conditions are Python there and FEEL here; the model is otherwise the same file.
    text = open(path, encoding="utf-8").read().replace("=approved", "approved")
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(io.BytesIO(text.encode())), filename=path)
    return parser.get_spec("small")


def run(spec, serializer):
    """One instance from start to end; gives the length of its longest state."""
    workflow = BpmnWorkflow(spec)
    workflow.data["weight"] = 48
    workflow.do_engine_steps()
    longest = len(serializer.serialize_json(workflow))
    (task,) = [t for t in workflow.get_tasks(state=TaskState.READY) if t.task_spec.manual]
    task.data.update(approved=True, remark="In Ordnung.")
    task.run()
    workflow.do_engine_steps()
    longest = max(longest, len(serializer.serialize_json(workflow)))
    assert workflow.completed, "every instance reaches its end"
    assert workflow.get_tasks(spec_name="granted", state=TaskState.COMPLETED), "it is granted"
    return longest


def main(path):
    spec = specification(path)
    serializer = BpmnWorkflowSerializer()
    longest = run(spec, serializer)
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < SECONDS:
        run(spec, serializer)
        done += 1
    print(f"{done / (time.perf_counter() - started):.1f} {longest}")


main(sys.argv[1])
