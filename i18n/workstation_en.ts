<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccountsPage</name>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message numerus="yes">
        <source>Who deals with these %n intent(s)?</source>
        <translation>
            <numerusform>Who deals with this intent?</numerusform>
            <numerusform>Who deals with these %n intents?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <comment>intents</comment>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssociationsCard</name>
    <message numerus="yes">
        <source>Who serves %n …</source>
        <comment>exhibits or sections</comment>
        <translation>
            <numerusform>Who serves %n …</numerusform>
            <numerusform>Who serves %n …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>Create %n slot(s)</source>
        <translation>
            <numerusform>Create %n slot</numerusform>
            <numerusform>Create %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slot(s) will be created</source>
        <translation>
            <numerusform>%n slot will be created</numerusform>
            <numerusform>%n slots will be created</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n there already</source>
        <translation>
            <numerusform>%n there already</numerusform>
            <numerusform>%n there already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clash(es) with another</source>
        <translation>
            <numerusform>%n clashes with another</numerusform>
            <numerusform>%n clash with others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n past</source>
        <translation>
            <numerusform>%n past</numerusform>
            <numerusform>%n past</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n at no such time</source>
        <translation>
            <numerusform>%n at no such time</numerusform>
            <numerusform>%n at no such time</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Bringing</name>
    <message numerus="yes">
        <source>%n sentence(s)</source>
        <translation>
            <numerusform>%n sentence</numerusform>
            <numerusform>%n sentences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n term(s)</source>
        <translation>
            <numerusform>%n term</numerusform>
            <numerusform>%n terms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n</source>
        <translation>
            <numerusform>Add %n</numerusform>
            <numerusform>Add %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) will be skipped: {reasons}</source>
        <translation>
            <numerusform>%n line will be skipped: {reasons}</numerusform>
            <numerusform>%n lines will be skipped: {reasons}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardDoing</name>
    <message numerus="yes">
        <source>Delete %n card(s)?</source>
        <translation>
            <numerusform>Delete %n card?</numerusform>
            <numerusform>Delete %n cards?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) deleted</source>
        <translation>
            <numerusform>%n card deleted</numerusform>
            <numerusform>%n cards deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) merged</source>
        <translation>
            <numerusform>%n card merged</numerusform>
            <numerusform>%n cards merged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) imported</source>
        <translation>
            <numerusform>%n card imported</numerusform>
            <numerusform>%n cards imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n imported card(s) taken out again</source>
        <translation>
            <numerusform>%n imported card taken out again</numerusform>
            <numerusform>%n imported cards taken out again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n imported card(s) out again?</source>
        <translation>
            <numerusform>Take %n imported card out again?</numerusform>
            <numerusform>Take %n imported cards out again?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardExportDialog</name>
    <message numerus="yes">
        <source>%n card(s) written.</source>
        <translation>
            <numerusform>%n card written.</numerusform>
            <numerusform>%n cards written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be had and are missing.</source>
        <translation>
            <numerusform>%n picture could not be fetched and is missing.</numerusform>
            <numerusform>%n pictures could not be fetched and are missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n card(s)</source>
        <translation>
            <numerusform>Export %n card</numerusform>
            <numerusform>Export %n cards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardFilters</name>
    <message numerus="yes">
        <source>Search %n card(s): name, company, phone, note; initials of pinyin too</source>
        <translation>
            <numerusform>Search %n card: name, company, phone, note; initials of pinyin too</numerusform>
            <numerusform>Search %n cards: name, company, phone, note; initials of pinyin too</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardImportDialog</name>
    <message numerus="yes">
        <source>%n card(s) added so far …</source>
        <translation>
            <numerusform>%n card added so far …</numerusform>
            <numerusform>%n cards added so far …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped: %n card(s) were added before.</source>
        <translation>
            <numerusform>Stopped: %n card was added before.</numerusform>
            <numerusform>Stopped: %n cards were added before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) added to your folder.</source>
        <translation>
            <numerusform>%n card added to your folder.</numerusform>
            <numerusform>%n cards added to your folder.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s) were there already, just the same.</source>
        <translation>
            <numerusform>%n card was there already, just the same.</numerusform>
            <numerusform>%n cards were there already, just the same.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) follow on their own.</source>
        <translation>
            <numerusform>%n picture follows on its own.</numerusform>
            <numerusform>%n pictures follow on their own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more line(s) had something wrong.</source>
        <translation>
            <numerusform>%n more line had something wrong.</numerusform>
            <numerusform>%n more lines had something wrong.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n column(s) were left out, as chosen.</source>
        <translation>
            <numerusform>%n column was left out, as chosen.</numerusform>
            <numerusform>%n columns were left out, as chosen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ColleagueCard</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>buyers</comment>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Days</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message numerus="yes">
        <source>%n slot(s) deleted</source>
        <translation>
            <numerusform>%n slot deleted</numerusform>
            <numerusform>%n slots deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slot(s) created</source>
        <translation>
            <numerusform>%n slot created</numerusform>
            <numerusform>%n slots created</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message numerus="yes">
        <source>When disabled, %n live conversation(s) are handed on, its desks are emptied, and buyers it was to receive are told that somebody else will.</source>
        <translation>
            <numerusform>When disabled, %n live conversation is handed on, its desks are emptied, and buyers it was to receive are told that somebody else will.</numerusform>
            <numerusform>When disabled, %n live conversations are handed on, its desks are emptied, and buyers it was to receive are told that somebody else will.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DistributionPage</name>
    <message numerus="yes">
        <source>%n change(s) not saved yet</source>
        <translation>
            <numerusform>%n change not saved yet</numerusform>
            <numerusform>%n changes not saved yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Who serves these %n?</source>
        <comment>exhibits or sections</comment>
        <translation>
            <numerusform>Who serves this one?</numerusform>
            <numerusform>Who serves these %n?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older message(s) are only on the server.</source>
        <translation>
            <numerusform>%n older message is only on the server.</numerusform>
            <numerusform>%n older messages are only on the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be included: they are only on the server.</source>
        <translation>
            <numerusform>%n message could not be included: it is only on the server.</numerusform>
            <numerusform>%n messages could not be included: they are only on the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be included in full size.</source>
        <translation>
            <numerusform>%n image could not be included in full size.</numerusform>
            <numerusform>%n images could not be included in full size.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderMenus</name>
    <message numerus="yes">
        <source>%n card(s), {time} …</source>
        <translation>
            <numerusform>%n card, {time} …</numerusform>
            <numerusform>%n cards, {time} …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n whole card(s)</source>
        <translation>
            <numerusform>Copy the whole card</numerusform>
            <numerusform>Copy %n whole cards</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n whole card(s) copied</source>
        <translation>
            <numerusform>The whole card is copied</numerusform>
            <numerusform>%n whole cards are copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message numerus="yes">
        <source>%n message(s) found</source>
        <translation>
            <numerusform>%n message found</numerusform>
            <numerusform>%n messages found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InboxView</name>
    <message numerus="yes">
        <source>%n with something unread</source>
        <translation>
            <numerusform>%n with something unread</numerusform>
            <numerusform>%n with something unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntentDoing</name>
    <message numerus="yes">
        <source>%n intent(s) marked as done</source>
        <translation>
            <numerusform>%n intent marked as done</numerusform>
            <numerusform>%n intents marked as done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n intent(s) opened again</source>
        <translation>
            <numerusform>%n intent opened again</numerusform>
            <numerusform>%n intents opened again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n intent(s) assigned to {name}</source>
        <translation>
            <numerusform>%n intent assigned to {name}</numerusform>
            <numerusform>%n intents assigned to {name}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntentTelling</name>
    <message numerus="yes">
        <source>%n new purchase intent(s)</source>
        <translation>
            <numerusform>%n new purchase intent</numerusform>
            <numerusform>%n new purchase intents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message numerus="yes">
        <source>%n new message(s), go to the newest</source>
        <translation>
            <numerusform>%n new message, go to the newest</numerusform>
            <numerusform>%n new messages, go to the newest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeavingQuestion</name>
    <message numerus="yes">
        <source>%n message(s) or draft(s) have not left yet; they wait for you.</source>
        <translation>
            <numerusform>%n message or draft has not left yet; it waits for you.</numerusform>
            <numerusform>%n messages or drafts have not left yet; they wait for you.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListFoot</name>
    <message numerus="yes">
        <source>%n beyond {limit} stay: unanswered, starred, pinned, marked as unread, with a draft or unsent</source>
        <translation>
            <numerusform>%n beyond {limit} stays: unanswered, starred, pinned, marked as unread, with a draft or unsent</numerusform>
            <numerusform>%n beyond {limit} stay: unanswered, starred, pinned, marked as unread, with a draft or unsent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n older buyer(s) in the archive</source>
        <translation>
            <numerusform>%n older buyer in the archive</numerusform>
            <numerusform>%n older buyers in the archive</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissingLine</name>
    <message numerus="yes">
        <source>%n older message(s) are only on the server.</source>
        <translation>
            <numerusform>%n older message is only on the server.</numerusform>
            <numerusform>%n older messages are only on the server.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewPasswordPage</name>
    <message numerus="yes">
        <source>%n more character(s) needed</source>
        <translation>
            <numerusform>%n more character needed</numerusform>
            <numerusform>%n more characters needed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message numerus="yes">
        <source>and %n more file(s)</source>
        <translation>
            <numerusform>and %n more file</numerusform>
            <numerusform>and %n more files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticesCentre</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message numerus="yes">
        <source>%n conversations with new messages</source>
        <translation>
            <numerusform>%n conversation with new messages</numerusform>
            <numerusform>%n conversations with new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfferDialog</name>
    <message numerus="yes">
        <source>Offer %n slot(s)</source>
        <translation>
            <numerusform>Offer %n slot</numerusform>
            <numerusform>Offer %n slots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n slots in one message.</source>
        <translation>
            <numerusform>At most %n slot in one message.</numerusform>
            <numerusform>At most %n slots in one message.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OlderLine</name>
    <message numerus="yes">
        <source>Fetching older messages, %n conversation(s) to go</source>
        <translation>
            <numerusform>Fetching older messages, %n conversation to go</numerusform>
            <numerusform>Fetching older messages, %n conversations to go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Older messages of %n conversation(s) are not here; they are fetched on-line.</source>
        <translation>
            <numerusform>Older messages of %n conversation are not here; they are fetched on-line.</numerusform>
            <numerusform>Older messages of %n conversations are not here; they are fetched on-line.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Older messages of %n conversation(s) are not here yet.</source>
        <translation>
            <numerusform>Older messages of %n conversation are not here yet.</numerusform>
            <numerusform>Older messages of %n conversations are not here yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message numerus="yes">
        <source>%n new</source>
        <comment>buyers</comment>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message numerus="yes">
        <source>Assign %n …</source>
        <comment>buyers</comment>
        <translation>
            <numerusform>Assign %n …</numerusform>
            <numerusform>Assign %n …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RailWords</name>
    <message numerus="yes">
        <source>%n with something unread</source>
        <translation>
            <numerusform>%n with something unread</numerusform>
            <numerusform>%n with something unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new purchase intent(s)</source>
        <translation>
            <numerusform>%n new purchase intent</numerusform>
            <numerusform>%n new purchase intents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReceiverDialog</name>
    <message numerus="yes">
        <source>%n that day</source>
        <translation>
            <numerusform>%n that day</numerusform>
            <numerusform>%n that day</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReminderLines</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowsDialog</name>
    <message numerus="yes">
        <source>%n in all</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%n in all</numerusform>
            <numerusform>%n in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>%n card(s) chosen</source>
        <translation>
            <numerusform>%n card chosen</numerusform>
            <numerusform>%n cards chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n waiting to leave</source>
        <translation>
            <numerusform>%n waiting to leave</numerusform>
            <numerusform>%n waiting to leave</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n buyer(s) of your company wait for somebody</source>
        <translation>
            <numerusform>%n buyer of your company waits for somebody</numerusform>
            <numerusform>%n buyers of your company wait for somebody</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeamCard</name>
    <message numerus="yes">
        <source>%n hour(s) at most, set by the organiser</source>
        <translation>
            <numerusform>%n hour at most, set by the organiser</numerusform>
            <numerusform>%n hours at most, set by the organiser</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) at most, set by the organiser</source>
        <translation>
            <numerusform>%n day at most, set by the organiser</numerusform>
            <numerusform>%n days at most, set by the organiser</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TraceSaid</name>
    <message numerus="yes">
        <source>{names} look(s) after this exhibit.</source>
        <translation>
            <numerusform>{names} looks after this exhibit.</numerusform>
            <numerusform>{names} look after this exhibit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} look(s) after this section of the fair.</source>
        <translation>
            <numerusform>{names} looks after this section of the fair.</numerusform>
            <numerusform>{names} look after this section of the fair.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} may not receive messages now.</source>
        <translation>
            <numerusform>{names} may not receive messages now.</numerusform>
            <numerusform>{names} may not receive messages now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} may not receive purchase intents now.</source>
        <translation>
            <numerusform>{names} may not receive purchase intents now.</numerusform>
            <numerusform>{names} may not receive purchase intents now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} did not want to be disturbed.</source>
        <translation>
            <numerusform>{names} did not want to be disturbed.</numerusform>
            <numerusform>{names} did not want to be disturbed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} was/were on-line.</source>
        <translation>
            <numerusform>{names} was on-line.</numerusform>
            <numerusform>{names} were on-line.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} was/were below the limit of live chats.</source>
        <translation>
            <numerusform>{names} was below the limit of live chats.</numerusform>
            <numerusform>{names} were below the limit of live chats.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TraceSection</name>
    <message numerus="yes">
        <source>%n earlier decision(s)</source>
        <translation>
            <numerusform>%n earlier decision</numerusform>
            <numerusform>%n earlier decisions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>Workstation: %n unread message(s)</source>
        <translation>
            <numerusform>Workstation: %n unread message</numerusform>
            <numerusform>Workstation: %n unread messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingLine</name>
    <message numerus="yes">
        <source>%n booking(s) wait for you</source>
        <translation>
            <numerusform>%n booking waits for you</numerusform>
            <numerusform>%n bookings wait for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhatIfDialog</name>
    <message numerus="yes">
        <source>%n of the last {count} would have gone elsewhere.</source>
        <comment>purchase intents</comment>
        <translation>
            <numerusform>%n of the last {count} would have gone elsewhere.</numerusform>
            <numerusform>%n of the last {count} would have gone elsewhere.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the last {count} would have gone elsewhere.</source>
        <comment>buyers</comment>
        <translation>
            <numerusform>%n of the last {count} would have gone elsewhere.</numerusform>
            <numerusform>%n of the last {count} would have gone elsewhere.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more in this conversation …</source>
        <translation>
            <numerusform>%n more in this conversation …</numerusform>
            <numerusform>%n more in this conversation …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s)</source>
        <comment>how many somebody has</comment>
        <translation>
            <numerusform>%n conversation</numerusform>
            <numerusform>%n conversations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n buyer(s)</source>
        <translation>
            <numerusform>%n buyer</numerusform>
            <numerusform>%n buyers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Account or password are not right. Check both; after %n more wrong try(ies) the account is locked for a while.</source>
        <translation>
            <numerusform>Account or password are not right. Check both; after %n more wrong try the account is locked for a while.</numerusform>
            <numerusform>Account or password are not right. Check both; after %n more wrong tries the account is locked for a while.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) later</source>
        <translation>
            <numerusform>%n hour later</numerusform>
            <numerusform>%n hours later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) earlier</source>
        <translation>
            <numerusform>%n hour earlier</numerusform>
            <numerusform>%n hours earlier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more countries</source>
        <translation>
            <numerusform>%n more country</numerusform>
            <numerusform>%n more countries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
</TS>
