feel-unexpected-end = The expression ends too early: { $expected ->
    [name] a name
    [type] a type
   *[other] “{ $expected }”
 } is missing here.
feel-missing-expression = A value or expression is missing here.
feel-expected = Here is “{ $found }”, but { $expected ->
    [name] a name
    [type] a type
   *[other] “{ $expected }”
 } is expected.
feel-other-notation = Here is “{ $found }”. FEEL writes “{ $instead }”.
feel-expected-expression = Here is “{ $found }”, but a value or expression is expected.
feel-unexpected = From “{ $found }” on the expression cannot be read. Is an operator or a bracket missing before it?
feel-open-comment = This comment begins with "/*" and has no "*/" at its end.
feel-open-text = This text has no closing quotation mark.
feel-unknown-function = There is no function “{ $name }” here.
feel-misspelt-function = There is no function “{ $name }” here. Do you mean “{ $suggestion }”?
feel-unknown-name = The name “{ $name }” is not known here.
feel-misspelt-type = The type “{ $name }” is not known. Do you mean “{ $suggestion }”?
feel-misspelt-name = The name “{ $name }” is not known here. Do you mean “{ $suggestion }”?
feel-unknown-type = The type “{ $name }” is not known.
feel-bad-number = “{ $found }” is not a number that can be calculated with.
feel-bad-at-literal = “{ $found }” is neither a date, a time nor a duration. Examples: 2026-11-23, 14:30:00, P1Y6M, P14D.
feel-double-key = The name “{ $name }” occurs twice in this context.
feel-double-parameter = The name “{ $name }” occurs twice among the parameters of this function.
feel-external-refused = Functions outside the platform (“external”) must not be called.
feel-budget = The expression was stopped because it asks for too much: { $budget ->
    [steps] too many steps
    [depth] too many calls in each other
    [result-bytes] too large a result
    [nesting] too much in each other
   *[bytes] too much memory
 }.
feel-too-deep = This expression is nested too deeply. Please split it.
feel-too-long = This expression is too long. Please split it.
