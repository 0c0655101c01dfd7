feel-unexpected-end = Der Ausdruck hört zu früh auf: Hier fehlt { $expected ->
    [name] ein Name
    [type] ein Typ
   *[other] „{ $expected }“
 }.
feel-missing-expression = Hier fehlt ein Wert oder Ausdruck.
feel-expected = Hier steht „{ $found }“, erwartet wird { $expected ->
    [name] ein Name
    [type] ein Typ
   *[other] „{ $expected }“
 }.
feel-other-notation = Hier steht „{ $found }“. In FEEL schreibt man „{ $instead }“.
feel-expected-expression = Hier steht „{ $found }“, erwartet wird ein Wert oder Ausdruck.
feel-unexpected = Ab „{ $found }“ lässt sich der Ausdruck nicht mehr lesen. Fehlt davor ein Rechenzeichen oder eine Klammer?
feel-open-comment = Dieser Kommentar beginnt mit „/*“ und hat am Ende kein „*/“.
feel-open-text = Dieser Text hat kein schließendes Anführungszeichen.
feel-unknown-function = Die Funktion „{ $name }“ gibt es hier nicht.
feel-misspelt-function = Die Funktion „{ $name }“ gibt es hier nicht. Meinen Sie „{ $suggestion }“?
feel-unknown-name = Der Name „{ $name }“ ist hier nicht bekannt.
feel-misspelt-type = Der Typ „{ $name }“ ist nicht bekannt. Meinen Sie „{ $suggestion }“?
feel-misspelt-name = Der Name „{ $name }“ ist hier nicht bekannt. Meinen Sie „{ $suggestion }“?
feel-unknown-type = Der Typ „{ $name }“ ist nicht bekannt.
feel-bad-number = „{ $found }“ ist keine Zahl, mit der gerechnet werden kann.
feel-bad-at-literal = „{ $found }“ ist weder Datum noch Uhrzeit noch Dauer. Beispiele: 2026-11-23, 14:30:00, P1Y6M, P14D.
feel-double-key = Der Name „{ $name }“ kommt in diesem Kontext zweimal vor.
feel-double-parameter = Der Name „{ $name }“ kommt unter den Parametern dieser Funktion zweimal vor.
feel-external-refused = Funktionen außerhalb der Plattform („external“) dürfen nicht aufgerufen werden.
feel-budget = Der Ausdruck wurde abgebrochen, weil er zu viel verlangt: { $budget ->
    [steps] zu viele Schritte
    [depth] zu viele Aufrufe ineinander
    [result-bytes] ein zu großes Ergebnis
    [nesting] zu viel ineinander
   *[bytes] zu viel Speicher
 }.
feel-too-deep = Dieser Ausdruck ist zu tief verschachtelt. Teilen Sie ihn bitte auf.
feel-too-long = Dieser Ausdruck ist zu lang. Teilen Sie ihn bitte auf.
