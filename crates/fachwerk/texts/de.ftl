# Was Befehle über Dateien und Modelle sagen, die jemand geschrieben hat.
command-checked = { $files ->
    [one] 1 Datei
   *[other] { $files } Dateien
 }, { $problems ->
    [one] 1 Problem
   *[other] { $problems } Probleme
 }
command-checked-packages = { $packages ->
    [one] 1 Paket
   *[other] { $packages } Pakete
 }, { $problems ->
    [one] 1 Problem
   *[other] { $problems } Probleme
 }
command-hint = Hinweis: { $hint }
command-story-told = { $file }: „{ $title }“ ist in Ordnung.
command-no-files = In diesen Ordnern liegt keine Datei, die geprüft werden könnte.
command-no-process = Zum Spielen braucht es ein Prozessmodell. Hier ist keines dabei.
command-unplayable = { $count ->
    [one] 1 Zeile ließ
   *[other] { $count } Zeilen ließen
 } sich nicht spielen.
command-not-publishable = So lässt sich das nicht veröffentlichen.
command-input-missing = „{ $name }“ ist nicht angegeben und zählt als null.
command-input-misfit = „{ $name }“ passt nicht zu seinem Typ oder den Werten, die dafür erlaubt sind, und gilt als null.
command-input-unknown = Nach „{ $name }“ fragt diese Entscheidung nicht. Sie fragt nach: { $known }
command-decision-unknown = Das Modell hat keine Entscheidung „{ $name }“. Es hat: { $known }
file-unreadable = { $why ->
    [missing] Diese Datei gibt es nicht.
    [folder] Das ist ein Ordner, keine Datei.
    [forbidden] Diese Datei darf nicht gelesen werden.
   *[other] Diese Datei lässt sich nicht lesen: { $message }
 }
file-not-utf8 = Ab hier ist die Datei nicht in UTF-8 geschrieben. Bitte mit dieser Kodierung speichern.
file-not-json = Ab hier ist die Datei kein JSON.
file-json-cut = Die Datei endet zu früh für JSON.
file-json-unfit = Die Datei ist zu tief verschachtelt, oder sie enthält eine Zahl, mit der sich nicht rechnen lässt.
file-no-object = Hier wird ein Objekt mit Namen und Werten erwartet, etwa { "{" }"dogs": 2{ "}" }.
