# Sentences about answers in an application.
forms-missing = Enter something here: “{ $label }”.
forms-missing-date = Enter a date for “{ $label }”, for example 24.03.2026.
forms-missing-choice = Choose something for “{ $label }”.
forms-missing-tick = Tick this box: “{ $label }”.
forms-not-one-answer = Only one answer is possible for “{ $label }”.
forms-not-an-option = Choose something from the list for “{ $label }”.
forms-date-unreadable = Enter the date for “{ $label }” like this: 24.03.2026.
forms-date-too-early = The date for “{ $label }” cannot be before { $limit }.
forms-date-too-late = The date for “{ $label }” cannot be after { $limit }.
forms-number-unreadable = Enter the number for “{ $label }” like this: 1.234,56.
forms-whole-number = Enter a whole number for “{ $label }”, for example 2.
forms-too-many-decimals = Enter at most { $limit } digits after the comma for “{ $label }”.
forms-too-small = The number for “{ $label }” must be at least { $limit }.
forms-too-large = The number for “{ $label }” can be at most { $limit }.
forms-too-short = “{ $label }” is too short. Enter at least { $limit } characters.
forms-too-long = “{ $label }” is too long. { $limit } characters are allowed.
forms-control-characters = “{ $label }” contains invisible control characters. Type it again.
forms-not-an-email = Enter an email address for “{ $label }”, for example name@example.com.
forms-not-a-phone = Enter a telephone number for “{ $label }”, for example 06031 12345.
forms-not-an-iban = This IBAN is not correct (“{ $label }”). Check the last digits.
forms-not-a-chip-number = “{ $label }” has 15 digits. You find it in the pet passport.
forms-not-a-postcode = “{ $label }” has five digits, for example 61169.
forms-pattern = This does not fit “{ $label }”. Check for typing mistakes.
forms-pattern-says = “{ $label }”: { $sentence }
forms-too-many-groups = “{ $label }” is possible at most { $limit } times. Remove entries or make another application.
forms-missing-file = Add a file for “{ $label }”.
forms-stopped = You cannot go on here. Please read the note on this page.
forms-file-too-large = The file “{ $name }” is too large. Up to { $limit } are allowed.
forms-file-not-welcome = We cannot open this file: “{ $name }”. { $kinds ->
    [pdf] Please send a PDF.
    [photo] Please send a photo.
   *[both] Please send a PDF or a photo.
 }
forms-file-empty = The file “{ $name }” is empty. Please choose it again.
forms-too-many-files = We did not store “{ $name }”: we accept no more than { $limit } files with one application.

# Sentences for people who design forms.
forms-not-json = The form is not valid JSON: { $reason }
forms-form-too-large = The form is too large. { $limit } is allowed.
forms-no-components = The form has no components.
forms-too-many-components = The form has too many components. { $limit } are allowed.
forms-too-deep = Groups are nested too deeply. { $limit } levels are allowed.
forms-unsupported-component = Components of type “{ $type }” are not available here.
forms-missing-attribute = “{ $attribute }” is missing here.
forms-wrong-type = “{ $attribute }” must be a text.
forms-duplicate-id = The id “{ $id }” is used twice.
forms-duplicate-key = The name “{ $name }” is already taken, or one answer would lie inside another.
forms-bad-key = The name “{ $name }” is not possible. Use letters without accents, digits and underscores, separated by dots; words of the expression language are excluded.
forms-not-an-expression = An expression begins with “=”.
forms-template = “{ $attribute }” cannot hold placeholders or expressions.
forms-readonly-not-static = “{ $attribute }” can only be true or false, not an expression.
forms-bad-limit = “{ $attribute }” must be a number.
forms-bad-pattern = We cannot check this pattern: { $reason }
forms-unknown-format = There is no format “{ $format }”. Possible are email, phone, iban, chip-number and postcode.
forms-only-dates = Only a date is possible here, not “{ $subtype }”.
forms-options-not-static = The options must stand in the form. “{ $attribute }” is not possible.
forms-no-options = There are no options.
forms-bad-option = Each option needs “label” and “value”.
forms-unknown-prefill = No account knows “{ $name }”. Possible are account.first_name, account.last_name, account.street, account.postcode, account.city, account.birth_date and account.email.
forms-unknown-file-kind = We do not accept files of the kind “{ $kind }”. Possible are .pdf, .jpg, .png, .heic, .tiff, .webp and image/*.
