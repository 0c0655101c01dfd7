# Sentences of the pages for citizens and companies.

portal-start-lead = Find your town. There you apply and see how far your applications are.
portal-start-town = Your town
portal-start-where = { $service }: in which town?
portal-start-live = Much is online here already
portal-start-all = All towns, villages and counties
portal-search = Search
portal-found = { $count ->
    [0] No place fits “{ $typed }”
    [one] One place fits “{ $typed }”
   *[other] { $count } places fit “{ $typed }”
 }
portal-found-none = Check the spelling, or look at the list:
portal-live = online
portal-popular = Popular services
portal-situations = Situations in life
portal-messages = News
portal-town-search = Find a service
portal-services-found = { $count ->
    [0] Nothing found
    [one] One service found
   *[other] { $count } services found
 }
portal-services-none = Try another word.
portal-elsewhere = { $who } is responsible for this. We take you there.
portal-led = { $who } is responsible for this. We have taken you here.
portal-places-title = All places in Hesse
portal-places-lead = Choose your town or your county. “online” means that you can already apply there.
portal-county-free = Towns without a county
portal-known-lead = In { $place } this is not online yet. This is how you reach us:
portal-known-unknown = The authority has not entered its address and telephone here yet. You find them on its own pages or by calling 115.
portal-known-services = This is already online for { $place }
portal-known-county = The place belongs to this county:
portal-known-towns = Places in the county

portal-town-title = What would you like to do?
portal-town-none = Nothing is online here yet. This is how you reach us:
portal-town-status-title = Have you already applied?
portal-town-status-text = With your case number and code you see how far your application is, and you can download your notice.
portal-town-status-link = See where my application stands

portal-contact = Your contact
portal-phone = Phone
portal-mail = E-mail
portal-hours = Opening hours
portal-to-town = All services

portal-service-who = Who has to do this
portal-service-needs = What you need
portal-service-cost = What it costs
portal-service-cost-from = from { $date }
portal-service-example = example value
portal-service-duration = How long it takes
portal-service-next = What happens next
portal-service-trust-title = Signing in
portal-service-trust-none = You need no account. At the end you receive a case number and a code.
portal-service-trust-needed = For this service you have to prove who you are (trust level { $level }).
portal-service-legal = Legal basis
portal-service-apply = Apply now
portal-service-pause = You can pause at any time. Your answers stay saved.
portal-service-other = Rather on paper or in person? Give us a call or drop in.


portal-later-title = Your answers are saved
portal-later-text = You can carry on in this browser for 30 days. Bookmark this page or write down its address.
portal-later-shared = Do several people use this device? Then better finish the application right away, because others could see your answers.
portal-later-go = Carry on here


portal-done-title = Your application has arrived
portal-done-nothing = You do not have to do anything now.
portal-done-number = Your case number
portal-done-code = Your code
portal-done-keep = Write both down or print this page. With number and code you can see at any time how far your application is. Do not pass the code on.
portal-done-received = Received on { $date } at { $time }
portal-done-next = What happens next
portal-done-copy = Copy number and code
portal-done-copied = Copied.
portal-done-print = Print this page
portal-done-status = See where it stands

portal-status-form-title = Where does my application stand?
portal-status-form-lead = Number and code are on the page you saw after sending.
portal-status-number = Case number
portal-status-number-hint = For example 2026-00042
portal-status-code = Code
portal-status-code-hint = 16 characters, for example ABCD-EFGH-JKLM-NPQR
portal-status-open = Show
portal-status-unknown = We cannot find this case. Check number and code.
portal-status-wait = Those were too many attempts. Wait until { $time }, then try again.
portal-status-over = The case is no longer open. Please enter your code once more. What you entered is kept.

portal-status-title = Case { $number }
portal-status-now = Status:
portal-status-timeline = Timeline
portal-status-coming = still to come
portal-status-documents = Documents
portal-status-no-documents = There is no document for you yet.
portal-status-download = Download { $title }
portal-status-receipt = Download the receipt as PDF
portal-status-document-facts = PDF, { $size }, available since { $date }
portal-status-expected = What you have to do now
portal-expected-received = Nothing. We check your answers and will contact you if something is missing.
portal-expected-in-progress = Nothing. We are working on your application.
portal-expected-waiting = We are waiting for you. Read what we wrote to you.
portal-expected-decided = Read your notice. It also says what applies and until when you can object.
portal-expected-ended-read = The case is closed. Read under “Documents” what we have written to you.
portal-expected-ended = Nothing. The case is closed.

portal-legal-missing = This text is not here yet. Please ask directly:
portal-barrier-lead = Are you stuck on a page? Tell us what stands in your way. We look for a solution and answer you.
portal-barrier-what = Please write which page you were on, what you wanted to do and how you use the page, for example with a screen reader.
portal-barrier-to = Write to:
portal-barrier-call = Or call:

portal-expected-pay = Please pay the open amount.
portal-pay-title = Payment
portal-pay-due = To be paid by { $date }.
portal-pay-as-the-letter-says = Your notice says until when to pay.
portal-pay-at-once = Please pay now.
portal-pay-now = Pay { $amount }
portal-pay-again = Try again
portal-pay-back = Back to the payment service
portal-pay-pending = We are waiting for the payment service to confirm. If you have paid, there is nothing more to do.
portal-pay-failed = The payment did not work. Nothing was charged.
portal-pay-cancelled = The payment was cancelled. Nothing was charged.
portal-pay-paid = Paid on { $date }
portal-pay-over = This payment is no longer open. You do not have to pay.
portal-pay-transfer = How to transfer the money
portal-pay-or-transfer = Or transfer the money
portal-pay-holder = Recipient
portal-pay-iban = IBAN
portal-pay-bic = BIC
portal-pay-bank = Bank
portal-pay-amount = Amount
portal-pay-reference = Payment reference
portal-pay-statement = Payment reference
portal-pay-code-name = GiroCode with the details of this transfer
portal-pay-code = GiroCode: scan it with your banking app. Check the details before you send.
portal-pay-debit = We will collect { $amount } from your account { $iban }.
portal-pay-debit-on = On { $date } we will collect { $amount } from your account { $iban }.
portal-pay-debtor = Account of
portal-pay-mandate = Mandate reference
portal-pay-creditor = Creditor identifier
portal-status-paid = Paid: { $amount }

portal-demo-pay-title = Demo payment service
portal-demo-pay-warning = Nothing is paid here.
portal-demo-pay-lead = This page stands for the payment service that a municipality connects. Choose how the payment ends.
portal-demo-pay-for = For
portal-demo-pay-over = You have already chosen for this payment.
portal-demo-pay-back = Back to your case
portal-demo-pay-pay = Success
portal-demo-pay-pay-hint = The payment succeeds at once.
portal-demo-pay-later = Later
portal-demo-pay-later-hint = You go back, and the payment service reports the money only after ten seconds.
portal-demo-pay-fail = Failure
portal-demo-pay-fail-hint = The payment service refuses.
portal-demo-pay-cancel = Cancel
portal-demo-pay-cancel-hint = You cancel.
portal-demo-pay-never = Never
portal-demo-pay-never-hint = You go back, and the payment service never reports a result.

portal-sign-in-title = Sign in with your citizen account
portal-sign-in-lead = With your account you see all applications in one place and get notices into your postbox.
portal-sign-in-go = Sign in
portal-sign-in-wrong = E-mail address and password do not belong together. Please check both.
portal-sign-in-busy = Very many people are signing in right now. Try again in a moment.
portal-session-over = You were not active for 30 minutes. Please sign in again. What you entered is kept.
portal-account-mail = E-mail address
portal-account-password = Password
portal-account-new-password = New password
portal-account-password-hint = At least 10 characters. Several words in a row are best.
portal-register-title = Create a citizen account
portal-register-lead = You only need an e-mail address and a password. We send you an e-mail with which you confirm the address.
portal-register-go = Create account
portal-mail-on-its-way-title = Look into your e-mails
portal-mail-on-its-way = We have sent you an e-mail. Click the link in it. It is valid for 24 hours.
portal-mail-not-there = Nothing there? Look into your spam folder too, and check whether the address is right.
portal-confirm-title = Confirm e-mail address
portal-confirm-lead = Enter your password. With it you confirm { $mail }.
portal-confirm-go = Confirm
portal-link-gone-title = This link is no longer valid
portal-link-gone = The link has been used or is older than 24 hours. Sign in, or ask for a new one.
portal-forgot-title = Forgotten password
portal-forgot-lead = Enter your e-mail address. We send you a link with which you choose a new password.
portal-forgot-go = Ask for a link
portal-choose-title = Choose a new password
portal-choose-lead = For the account with the e-mail address { $mail }.
portal-choose-go = Save password
portal-password-chosen = Your new password is valid. Sign in with it.
portal-card-title = Prove your identity with your ID card
portal-card-lead = We take name and address from your card. You need no password for that.
portal-card-go = Use online ID
portal-card-later = Go on without the card
portal-card-refused = That did not work. Nothing was changed. Please try again.
portal-card-taken = This card belongs to another account. Sign out, and then sign in with the card.
portal-wizard-sign-in = Sign in and fill in what is known
portal-gate-account = For this application you need a citizen account. What you entered so far is kept.
portal-gate-card = For this application we need your online ID. What you entered so far is kept.
portal-eid-demo-mark = For trying out only: no card is read here, all persons are invented.
portal-eid-demo-title = Demo ID card
portal-eid-demo-lead = Who would you like to be?
portal-eid-demo-cancel = Cancel
portal-mine-title = My applications
portal-mine-postbox = { $count ->
    [0] Postbox
    [one] Postbox (1 new)
   *[other] Postbox ({ $count } new)
 }
portal-mine-drafts = Begun
portal-mine-cases = Sent
portal-mine-no-cases = Nothing here yet. As soon as you send an application, you see it here.
portal-mine-changed = last changed on { $date }
portal-mine-add-title = Add an application
portal-mine-add-lead = Did you apply without an account? With number and code you bring the application into your account.
portal-mine-add-town = Town
portal-mine-add = Add
portal-mine-add-taken = This application belongs to an account already.
portal-postbox-title = Postbox
portal-postbox-empty = There is nothing in your postbox.
portal-postbox-new = New
portal-postbox-deemed = Counts as delivered on { $date }.
portal-account-title = My citizen account
portal-account-lead = You sign in with { $mail }.
portal-account-card = Identified as { $name }.
portal-account-kennwort-title = Change password
portal-account-kennwort-lead = Afterwards you are signed out on all other devices.
portal-account-kennwort-go = Change password
portal-account-mail-title = Change e-mail address
portal-account-mail-lead = We send a link to the new address. Until you use it, the old one stays.
portal-account-mail-go = Change address
portal-account-loeschen-title = Delete account
portal-account-loeschen-lead = Applications you have begun and your postbox are deleted. Applications you have sent stay with the municipality; number and code still open them.
portal-account-loeschen-go = Delete account for good
portal-mail-confirm-subject = Confirm your e-mail address
portal-mail-confirm-text =
    Hello,

    with this link you confirm your address and create your citizen account:
    { $link }

    The link is valid for 24 hours. You did not create an account? Then do nothing.
portal-mail-known-subject = You already have a citizen account
portal-mail-known-text =
    Hello,

    somebody wanted to create a citizen account with your address. There is one already.
    Did you forget your password? With this link you choose a new one:
    { $link }

    The link is valid for 24 hours. It was not you? Then do nothing.
portal-mail-reset-subject = Choose a new password
portal-mail-reset-text =
    Hello,

    with this link you choose a new password for your citizen account:
    { $link }

    The link is valid for 24 hours. You did not ask for it? Then do nothing.
portal-mail-unknown-subject = There is no citizen account with this address
portal-mail-unknown-text =
    Hello,

    somebody asked for a new password for your address. There is no citizen account with this address.
    Here you can create one:
    { $link }

    It was not you? Then do nothing.
portal-mail-change-subject = Confirm your new e-mail address
portal-mail-change-text =
    Hello,

    with this link this address becomes the one of your citizen account:
    { $link }

    The link is valid for 24 hours. It was not you? Then do nothing.
portal-mail-taken-subject = This address belongs to a citizen account already
portal-mail-taken-text =
    Hello,

    somebody wanted to use your address for another citizen account. It belongs to yours already. Nothing was changed.
    Here you sign in:
    { $link }
portal-question-title = We have a question about your application
portal-question-done = Your answer to our question
portal-question-asked = Asked on { $date }
portal-question-until = Please answer by { $date }.
portal-question-answered = You answered on { $date }:
portal-question-entered = Your answer of { $date }, entered by us:
portal-question-answer = Your answer
portal-question-go = Answer now
portal-expected-answer = Please answer our question.
portal-told-answered = Your answer has reached us. We carry on with your application.
portal-told-withdrawn = You have withdrawn your application. We do not process it any further.
portal-told-too-late = The application can no longer be withdrawn: it is already decided or closed.
portal-withdraw = Withdraw the application
portal-withdraw-title = Withdraw the application?
portal-withdraw-what = You withdraw the application “{ $service }” with the case number { $number }.
portal-withdraw-then = We will not process the application any further. You can make a new one later.
portal-withdraw-go = Yes, withdraw the application
portal-withdraw-back = No, back to the case
portal-done-in-account = The application is in your citizen account under “My applications”. You need number and code only to look at it without the account.
portal-done-aim = Our aim: you hear from us by { $date }.
portal-done-mail-title = Keep the number by e-mail
portal-done-mail-lead = We send you the case number only. The code and your details are not in the e-mail.
portal-done-mail-go = Send the number to my e-mail
portal-done-mail-sent = The e-mail with your number is on its way.
portal-done-account-title = Put it into a citizen account
portal-done-account-lead = Do you have a citizen account, or would you like one? Sign in: this application then stands under “My applications”, and you no longer need the code.
portal-done-account-go = Sign in and add
portal-mail-number-subject = { $town }: your case number { $number }
portal-mail-number-text =
    Hello,

    Your case number is { $number }. Here you see how far it is:
    { $link }

    You also need the code. It stands on the page from which you asked for this e-mail.

    { $town }
portal-demo-post-link = Demo: look at the mails
portal-demo-post-mark = Only for trying things out: in the demo no e-mail leaves this computer. All of them are here.
portal-demo-post-title = Mails of the demo
portal-demo-post-empty = There is no e-mail here yet. It arrives within a few seconds.
portal-demo-post-again = Load again
portal-demo-post-facts = to { $to }, { $when }
portal-demo-post-to = To
portal-demo-post-sent = Sent
portal-session-over-file = Only your file has to be chosen again afterwards.
portal-question-files = Files to go with it
portal-question-files-hint = Up to { $limit } each. Possible are: { $kinds }.
portal-question-files-sent = You sent along:
portal-question-files-again = Please choose your files again.
portal-question-again = Your session had ended. Please send your answer once more.
portal-question-unsent = Your answer was not sent, because the question is no longer open here.
portal-question-written = This is what you had written:
portal-question-retry = That did not work. Please send your answer once more.
portal-sign-in-code = Open with number and code
portal-wizard-card = Take details from the online ID card
portal-extended-until = The deadline for your application is extended. It now ends on { $date }.
portal-extended-suspended = The deadline for your application is extended. At the moment it does not run.
portal-extended-reason = Reason:
