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
command-no-files = In diesen Ordnern liegt keine Datei, die geprüft werden könnte.
command-no-process = Zum Spielen braucht es ein Prozessmodell. Hier ist keines dabei.
command-unplayable = { $count ->
    [one] 1 Zeile ließ
   *[other] { $count } Zeilen ließen
 } sich nicht spielen.
command-not-publishable = So lässt sich das nicht veröffentlichen.
command-input-missing = „{ $name }“ ist nicht angegeben und zählt als null.
command-input-unknown = Nach „{ $name }“ fragt diese Entscheidung nicht. Sie fragt nach: { $known }
command-decision-unknown = Das Modell hat keine Entscheidung „{ $name }“. Es hat: { $known }
