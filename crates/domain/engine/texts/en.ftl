# What does not fit when a process is put together, and why a case is stuck.
engine-call-in-circle = The process “{ $process }” calls itself in a circle.
engine-clock-term = “{ $found }” yields no period in one unit, such as “P3M”, “P14D” or “10 working days”.
engine-decision-input = The decision "{ $decision }" needs "{ $name }", a name this process does not know.
engine-decision-twice = There is more than one decision "{ $decision }".
engine-drawing = The process "{ $process }" is only a drawing. Please mark it as executable.
engine-element-twice = The id “{ $element }” exists in another process that runs within this one.
engine-form-sets-parameter = The form "{ $form }" has a field "{ $name }", which is the name of a parameter.
engine-four-eyes = Four eyes names “{ $task }”. That is no other task of this process that a person does.
engine-four-eyes-never = Four eyes names “{ $task }”, but no way leads from there to here. There would be nothing to look at again.
engine-four-eyes-one-person = Four eyes names “{ $task }”, but both tasks are given to the same person. Nobody could do the second one.
engine-four-eyes-one-way = Four eyes names “{ $task }”, which may be open at the same time. Then each of the two tasks must name the other.
engine-no-process = There is no process "{ $process }".
engine-process-twice = There is already a process "{ $process }" in "{ $first }".
engine-sets-parameter = "{ $name }" is a parameter. A case cannot change it.
engine-timer-start = “{ $found }” yields no moment or duration from the parameters, so the process would never begin.
engine-unknown-decision = There is no decision "{ $decision }".
engine-unknown-form = There is no form "{ $form }".
engine-unknown-job-type = There is no type of job "{ $type }".
engine-unknown-process = There is no process “{ $process }”, or it is only a drawing.
incident-answer-too-large = The answer to the job was not taken: it has { $found } KiB, and the whole case may have { $limit } KiB, counting its variables and everything that is open. Trying again asks for the job once more.
incident-clock-met = Here a day is waited for that is computed from a legal period. What was to be done in that period is done, so the day does not come any more. The step can go on elsewhere or be dropped.
incident-dead-end = Flows wait for each other here, but no other will arrive. The process must be changed or the case cancelled.
incident-job-failed = The job failed ({ $code }): { $message }
incident-no-way = No condition is true and there is no default.
incident-not-storable = The value of "{ $name }" cannot be stored.
incident-sets-parameter = "{ $name }" is a parameter. The result cannot be taken over.
incident-too-costly = The expression "{ $expression }" asks for too much: { $budget ->
    [steps] too many steps
    [depth] too many calls in each other
    [result-bytes] too large a result
    [nesting] too much in each other
   *[bytes] too much memory
 }.
incident-too-large = The case would grow beyond { $limit } KiB, counting its variables and everything that is open.
incident-too-long-chain = Cases have answered each other with messages or signals { $limit } times in a row, with neither a person nor time in between. They probably never stop. Trying again starts to count anew.
incident-too-many-children = This activity would have to be done { $found } times; { $limit } are allowed.
incident-too-many-elements = More than { $limit } elements wait at once. Perhaps a timer repeats too fast.
incident-too-many-steps = After { $limit } steps there was no end in sight. Perhaps the process runs in a circle.
incident-uncaught = The error "{ $code }" is not dealt with anywhere.
incident-undecided = The decision "{ $decision }" has no result: { $message }
incident-unfit = The expression "{ $expression }" gives { $found }. What is needed is { $needed ->
    [boolean] true or false
    [text] a text
    [texts] a text or a list of texts
    [date] a moment
    [duration] a duration
    [cycle] a repetition
    [list] a list
    [elements] a list of ids of elements that can begin there
    [count] a whole number from 0
   *[other] { $needed }
 }.
migration-called-off = “{ $element }” was cancelled, and what was done there is being undone. In the new process no event on its border says how it goes on then.
migration-clock = The legal clock “{ $element }” has started. What it belongs to has none of this name in the new process.
migration-missing = “{ $element }” does not exist in the new process.
migration-not-running = Only a case that is running can go on in another process.
migration-other-kind = “{ $element }” would become “{ $target }”, which is of another kind.
migration-other-scope = “{ $element }” would become “{ $target }”, which lies elsewhere: what surrounds it is something else.
migration-tokens = At “{ $element }” one branch waits for the others already. In the new process it would not fit there, or have nothing left to wait for.
migration-unfit = “{ $element }” cannot be computed in the new process.
migration-unknown-old = “{ $element }” does not exist in the old process.
