# What commands say about files and models that somebody wrote.
command-checked = { $files ->
    [one] 1 file
   *[other] { $files } files
 }, { $problems ->
    [one] 1 problem
   *[other] { $problems } problems
 }
command-checked-packages = { $packages ->
    [one] 1 package
   *[other] { $packages } packages
 }, { $problems ->
    [one] 1 problem
   *[other] { $problems } problems
 }
command-hint = hint: { $hint }
command-no-files = There is no file in these folders that could be checked.
command-no-process = A play needs a process model. There is none among these.
command-unplayable = { $count ->
    [one] 1 line
   *[other] { $count } lines
 } could not be played.
command-not-publishable = This cannot be published as it is.
command-input-missing = “{ $name }” is not given and counts as null.
command-input-unknown = This decision does not ask for “{ $name }”. It asks for: { $known }
command-decision-unknown = The model has no decision “{ $name }”. It has: { $known }
