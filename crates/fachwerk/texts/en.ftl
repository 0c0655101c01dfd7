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
command-story-told = { $file }: “{ $title }” is in order.
command-no-files = There is no file in these folders that could be checked.
command-no-process = A play needs a process model. There is none among these.
command-unplayable = { $count ->
    [one] 1 line
   *[other] { $count } lines
 } could not be played.
command-not-publishable = This cannot be published as it is.
command-input-missing = “{ $name }” is not given and counts as null.
command-input-misfit = “{ $name }” does not fit its type or the values allowed for it, and counts as null.
command-input-unknown = This decision does not ask for “{ $name }”. It asks for: { $known }
command-decision-unknown = The model has no decision “{ $name }”. It has: { $known }
file-unreadable = { $why ->
    [missing] There is no such file.
    [folder] This is a folder, not a file.
    [forbidden] This file may not be read.
   *[other] This file cannot be read: { $message }
 }
file-not-utf8 = From here on the file is not UTF-8. Please save it with this encoding.
file-not-json = From here on the file is not JSON.
file-json-cut = The file ends too early to be JSON.
file-json-unfit = The file nests too deep, or holds a number that cannot be calculated with.
file-no-object = An object with names and values is expected here, such as { "{" }"dogs": 2{ "}" }.
