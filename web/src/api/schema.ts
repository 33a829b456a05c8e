// Generated from the program's OpenAPI document by `make generate`. Do not edit.

export interface paths {
    "/api/v1/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write to the city; gives a number and an extraction code */
        post: operations["write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The areas directly below one; the districts when none is named */
        get: operations["areas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the knowledge an answer may rest on
         * @description Needs the permission city.read.
         */
        get: operations["articles"];
        put?: never;
        /**
         * Begin a new article as a draft
         * @description Needs the permission articles.edit.
         */
        post: operations["add-article"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles/tally": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much is in each list of those who look after articles
         * @description Needs the permission city.read.
         */
        get: operations["article-tally"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An article with its versions and the steps open to the reader
         * @description Needs the permission city.read.
         */
        get: operations["article"];
        /**
         * Write an article's draft; the text in force stays valid
         * @description Needs the permission articles.edit.
         */
        put: operations["save-article"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles/{id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that an article is wrong
         * @description Needs the permission articles.report.
         */
        post: operations["report-article"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles/{id}/reports/{report}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of a report
         * @description Needs the permission articles.edit.
         */
        post: operations["resolve-report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/articles/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit, approve, send back, discard, confirm or retire
         * @description Needs the permission articles.edit.
         */
        post: operations["step-article"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The working days and holidays of a year */
        get: operations["calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Promises to ring back
         * @description Needs the permission callbacks.work.
         */
        get: operations["callbacks"];
        put?: never;
        /**
         * Promise to ring somebody
         * @description Needs the permission callbacks.work.
         */
        post: operations["book-callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop a promise, with a reason
         * @description Needs the permission callbacks.work.
         */
        post: operations["cancel-callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a promise in hand; gives the number, which is written down
         * @description Needs the permission callbacks.work.
         */
        post: operations["claim-callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a promise back
         * @description Needs the permission callbacks.work.
         */
        post: operations["release-callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/callbacks/{id}/tried": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write down what came of ringing
         * @description Needs the permission callbacks.work.
         */
        post: operations["tried-callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search calls, latest first
         * @description Needs the permission calls.read.
         */
        get: operations["calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What callers pressed after the calls of a search
         * @description Needs the permission calls.read.
         */
        get: operations["call-scores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A call with its waveform
         * @description Needs the permission calls.read.
         */
        get: operations["call"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}/listen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a recording; who listens, and why, is written down
         * @description Needs the permission calls.listen.
         */
        post: operations["listen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search cases
         * @description Needs the permission cases.read.
         */
        get: operations["cases"];
        put?: never;
        /**
         * Register an appeal
         * @description Needs the permission cases.register.
         */
        post: operations["register-case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A case with its timeline and the steps open to the reader
         * @description Needs the permission cases.read.
         */
        get: operations["case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove a deadline: which days counted and why
         * @description Needs the permission cases.read.
         */
        get: operations["clock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An attachment
         * @description Needs the permission cases.read.
         */
        get: operations["case-file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the appellant's identity; the reading is written down
         * @description Needs the permission identity.read.
         */
        post: operations["identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a step of the procedure
         * @description Needs the permission cases.step.
         */
        post: operations["take-step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The category scheme */
        get: operations["categories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts of the demo city; empty elsewhere */
        get: operations["demo-accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a draft while a call is live or a letter is read
         * @description Needs the permission cases.register.
         */
        post: operations["begin-draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep what was typed so far
         * @description Needs the permission cases.register.
         */
        put: operations["save-draft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts/{id}/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a draft; gives number and extraction code, once
         * @description Needs the permission cases.register.
         */
        post: operations["register-draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an attachment into the vault; a step or an appeal then names it
         * @description Needs the permission cases.step.
         */
        post: operations["upload-file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a telephone number has brought to the city before
         * @description Needs the permission identity.read.
         */
        post: operations["history"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hotlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The merged hotline numbers
         * @description Needs the permission city.read.
         */
        get: operations["hotlines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hotlines/{number}/greeting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was spoken for a hotline, as callers hear it
         * @description Needs the permission city.read.
         */
        get: operations["hear-greeting"];
        /**
         * Take a greeting away, or bring one back
         * @description Needs the permission mailboxes.edit.
         */
        put: operations["put-greeting"];
        /**
         * Make a recording the greeting of a hotline: WAV, one channel, 20 seconds at most
         * @description Needs the permission mailboxes.edit.
         */
        post: operations["speak-greeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calls that were drawn for inspection
         * @description Needs the permission inspections.read.
         */
        get: operations["inspections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/draw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw a sample that anybody can draw again
         * @description Needs the permission inspections.work.
         */
        post: operations["draw-inspections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What calls are inspected by
         * @description Needs the permission inspections.read.
         */
        get: operations["inspection-form"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An inspection with its call
         * @description Needs the permission inspections.read.
         */
        get: operations["inspection"];
        /**
         * Write down what was found, once
         * @description Needs the permission inspections.work.
         */
        put: operations["judge-inspection"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide an objection to another inspector's result
         * @description Needs the permission inspections.work.
         */
        post: operations["decide-inspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inspections/{id}/objection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Object to the result of one's own call, once
         * @description Needs the permission inspections.read.
         */
        post: operations["object-inspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The table of limits
         * @description Needs the permission city.read.
         */
        get: operations["limits"];
        /**
         * Add or change a limit from a day on
         * @description Needs the permission limits.edit.
         */
        put: operations["save-limit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search the mailboxes */
        get: operations["mailboxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mailboxes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add or change a mailbox: owner, duty unit, opening state
         * @description Needs the permission mailboxes.edit.
         */
        put: operations["save-mailbox"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those who answer calls, with skills and what callers pressed
         * @description Needs the permission seats.read.
         */
        get: operations["operators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/procedure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The states and their terms */
        get: operations["procedure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/published": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published letters and their answers */
        get: operations["published"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who opened an appellant's identity or looked a number up, when and why
         * @description Needs the permission journal.read.
         */
        get: operations["readings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{ticket}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sound of a call, whole or in ranges
         * @description Needs the permission calls.listen.
         */
        get: operations["recording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/room/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rules the live room is run by
         * @description Needs the permission rules.read.
         */
        get: operations["room-rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/room/rules/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a rule another value; the room follows at once
         * @description Needs the permission seats.edit.
         */
        put: operations["change-room-rule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The seats of the answering centre
         * @description Needs the permission seats.read.
         */
        get: operations["seats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seats/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add or change a seat
         * @description Needs the permission seats.edit.
         */
        put: operations["save-seat"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in, what they may do and which worklists are theirs
         * @description Needs the permission signed_in.
         */
        get: operations["who-am-i"];
        put?: never;
        /** Sign in */
        post: operations["sign-in"];
        /**
         * Sign out
         * @description Needs the permission signed_in.
         */
        delete: operations["sign-out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's own password
         * @description Needs the permission signed_in.
         */
        post: operations["change-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The dictionary of skills
         * @description Needs the permission seats.read.
         */
        get: operations["skill-names"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The accounts
         * @description Needs the permission staff.edit.
         */
        get: operations["staff"];
        put?: never;
        /**
         * Add an account; its first password is shown once
         * @description Needs the permission staff.edit.
         */
        post: operations["add-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an account's roles, unit or activity
         * @description Needs the permission staff.edit.
         */
        patch: operations["change-staff"];
        trace?: never;
    };
    "/api/v1/staff/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an API key, shown once
         * @description Needs the permission staff.edit.
         */
        post: operations["make-key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an account a new password, shown once
         * @description Needs the permission staff.edit.
         */
        post: operations["reset-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/{id}/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an operator can do
         * @description Needs the permission seats.read.
         */
        get: operations["skills"];
        /**
         * Replace what an operator can do
         * @description Needs the permission seats.edit.
         */
        put: operations["save-skills"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tally": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of the matters of the last thirty days, in plain numbers
         * @description Needs the permission cases.read.
         */
        get: operations["tally"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Where a matter stands, with number and code */
        post: operations["track"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/track/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Supplement, urge, rate, object or ask to reopen, with number and code */
        post: operations["appellant-step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the units
         * @description Needs the permission city.read.
         */
        get: operations["units"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add or change a unit
         * @description Needs the permission units.edit.
         */
        put: operations["save-unit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A unit, those above and directly below it
         * @description Needs the permission city.read.
         */
        get: operations["unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worklists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much is in each of one's worklists
         * @description Needs the permission cases.read.
         */
        get: operations["worklists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worklists/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A part of a worklist, due soonest first
         * @description Needs the permission cases.read.
         */
        get: operations["worklist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountOut: {
            active: boolean;
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            locked_until?: string;
            login: string;
            name: string;
            roles: string[];
            unit?: components["schemas"]["Ref"];
        };
        AddStaffInBody: {
            login: string;
            name?: string;
            roles: string[] | null;
            /** Format: int64 */
            unit?: number;
        };
        AppealIn: {
            advice?: string;
            area?: string;
            /** Format: int64 */
            article?: number;
            basis?: string;
            /**
             * Format: int64
             * @description The call in which it is written down, by who has it: the number is taken from it, and the call is about this case.
             */
            call?: number;
            category?: string;
            /** @enum {string} */
            channel?: "phone" | "letter" | "web" | "wechat" | "app" | "sms" | "open311" | "walk_in";
            confidentiality?: string;
            content?: string;
            defects?: string[] | null;
            demand?: string;
            files?: components["schemas"]["FileIn"][] | null;
            internal?: string;
            language?: string;
            /** Format: double */
            lat?: number;
            /** @description Such as 7wd, 2h, 30min. */
            limit?: string;
            /** Format: double */
            lon?: number;
            /** Format: int64 */
            mailbox?: number;
            /** Format: date-time */
            moment?: string;
            nature?: string;
            note?: string;
            opinion?: string;
            outcome?: string;
            person?: components["schemas"]["PersonIn"];
            place?: string;
            public?: string;
            /** @description The appellant agrees that letter and answer are published without names. */
            publish?: boolean;
            reason?: string;
            receipt?: string;
            satisfaction?: string;
            solved?: string;
            title?: string;
            true?: string;
            truthful?: string;
            /** Format: int64 */
            unit?: number;
            units?: number[] | null;
            unsolved_reason?: string;
            urgency?: string;
        };
        AppellantStepInBody: {
            code: string;
            form?: components["schemas"]["FormIn"];
            number: string;
            /** @enum {string} */
            step: "supplement" | "urge" | "rate" | "object" | "ask_reopen";
        };
        AreaOut: {
            code: string;
            /** Format: double */
            lat?: number;
            /** Format: int64 */
            level: number;
            /** Format: double */
            lon?: number;
            name: string;
            name_en?: string;
        };
        AreasOutBody: {
            items: components["schemas"]["AreaOut"][];
        };
        ArticleCount: {
            /** Format: int64 */
            all: number;
            list: string;
        };
        ArticleEvent: {
            /** Format: date-time */
            at: string | null;
            by: string;
            data?: unknown;
            kind: string;
            /** Format: int64 */
            n: number;
        };
        ArticleIn: {
            answer?: string;
            category?: string;
            /**
             * Format: int64
             * @description Of the draft that was seen; somebody else's change in between is refused.
             */
            edits?: number;
            law?: string;
            question?: string;
            region?: string;
            review_on?: string;
            title: string;
            /** Format: int64 */
            unit?: number;
            valid_from?: string;
            valid_to?: string;
        };
        ArticleOut: {
            answer: string;
            category?: components["schemas"]["CodeRef"];
            /** Format: date-time */
            changed_at?: string;
            /** Format: date-time */
            chased_at?: string;
            /**
             * Format: int64
             * @description How often its unit was reminded since it became due.
             */
            chases: number;
            code: string;
            /** @description Why it wants to be looked at again: review_passed, ending, ended, said_wrong. */
            due: string[];
            /** Format: int64 */
            id: number;
            law?: string;
            /** Format: int64 */
            open_reports: number;
            /**
             * @description Of the version that is being written or reviewed beside it.
             * @enum {string}
             */
            open_state?: "draft" | "in_review";
            question?: string;
            /**
             * Format: int64
             * @description In the last thirty days.
             */
            recent_uses: number;
            /** @description Where it applies; everywhere when absent. */
            region?: components["schemas"]["CodeRef"];
            /**
             * Format: int64
             * @description How often it was said to be wrong.
             */
            reports: number;
            /** @description The day by which it is to be looked at again. */
            review_on?: string;
            /** @enum {string} */
            state: "draft" | "in_review" | "approved" | "retired" | "discarded";
            title: string;
            /** @description The unit that answers for it. */
            unit?: components["schemas"]["Ref"];
            /**
             * Format: int64
             * @description How often an answer rested on it.
             */
            uses: number;
            valid_from?: string;
            /** @description The first day on which it is not valid any more. */
            valid_to?: string;
            /** Format: int64 */
            version: number;
        };
        ArticleReport: {
            /** Format: date-time */
            at: string | null;
            /** Format: int64 */
            by: number;
            /** Format: int64 */
            case?: number;
            /** Format: int64 */
            id: number;
            note?: string;
            /** @enum {string} */
            reason: "outdated" | "incorrect" | "incomplete" | "unclear" | "other_unit";
            resolution?: string;
            /** Format: date-time */
            resolved_at?: string;
            /** Format: int64 */
            resolved_by?: number;
            /** @enum {string} */
            state: "open" | "mended" | "unfounded";
            /** Format: int64 */
            version: number;
        };
        ArticleStepInBody: {
            /**
             * Format: int64
             * @description Of the version that was seen.
             */
            edits?: number;
            /** @description Why; send_back and retire ask for it. */
            note?: string;
            /** @description The day of the next review: for confirm, and for approve where it is another than the one written. */
            review_on?: string;
            /** @enum {string} */
            step: "submit" | "approve" | "send_back" | "discard" | "confirm" | "retire";
        };
        ArticleTallyOutBody: {
            items: components["schemas"]["ArticleCount"][];
        };
        ArticleUse: {
            /** Format: date-time */
            at: string | null;
            /** Format: int64 */
            by?: number;
            /** Format: int64 */
            case: number;
            /** Format: int64 */
            version: number;
        };
        ArticleVersion: {
            answer: string;
            category?: components["schemas"]["CodeRef"];
            /** Format: date-time */
            decided_at?: string;
            /** Format: int64 */
            decided_by?: number;
            /**
             * Format: int64
             * @description How often it was saved; what a change must name as seen.
             */
            edits: number;
            law?: string;
            /** @description Why it was sent back or retired. */
            note?: string;
            question?: string;
            /** @description Where it applies; everywhere when absent. */
            region?: components["schemas"]["CodeRef"];
            /** @description The day by which it is to be looked at again. */
            review_on?: string;
            /** @enum {string} */
            state: "draft" | "in_review" | "approved" | "replaced" | "retired" | "discarded";
            /** Format: date-time */
            submitted_at?: string;
            /** Format: int64 */
            submitted_by?: number;
            title: string;
            /** @description The unit that answers for it. */
            unit?: components["schemas"]["Ref"];
            valid_from?: string;
            /** @description The first day on which it is not valid any more. */
            valid_to?: string;
            /** Format: int64 */
            version: number;
            /** Format: date-time */
            written_at?: string;
            /** Format: int64 */
            written_by?: number;
        };
        ArticlesOutBody: {
            items: components["schemas"]["ArticleOut"][];
            /** @description Nothing has all the words; these have some of them. */
            loose?: boolean;
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        AskedOut: {
            /**
             * Format: date-time
             * @description Absent when nobody answered.
             */
            answered_at?: string;
            /** Format: date-time */
            asked_at: string | null;
            by?: components["schemas"]["Ref"];
            /** @description Why nobody answered: busy, no_answer, declined, lost, hung_up. */
            cause?: string;
            /** @description 110, 119, 120 or 122. Absent, like unit and seat, for any other number. */
            channel?: string;
            /** Format: date-time */
            ended_at: string | null;
            /** @description The caller was left to them. */
            left?: boolean;
            /** Format: int64 */
            n: number;
            /** @description The number they gave the matter. */
            receipt?: string;
            /** Format: int64 */
            seat?: number;
            /**
             * Format: double
             * @description Seconds that they and the caller heard each other.
             */
            together: number;
            unit?: components["schemas"]["Ref"];
            /** @description Who sat there. */
            with?: components["schemas"]["Ref"];
        };
        AssignmentOut: {
            advice?: string;
            auto_signed?: boolean;
            /** Format: date-time */
            contact_due_at?: string;
            /** Format: date-time */
            contacted_at?: string;
            defects?: string;
            /** Format: date-time */
            dispatched_at?: string;
            /** Format: date-time */
            due_at?: string;
            /** Format: date-time */
            ended_at?: string;
            forced?: boolean;
            /** Format: int64 */
            id: number;
            internal?: string;
            late: boolean;
            /** @enum {string} */
            light?: "green" | "yellow" | "red";
            limit?: string;
            /** Format: int64 */
            parent?: number;
            /** @enum {string} */
            part: "lead" | "co";
            public?: string;
            /** Format: int64 */
            round: number;
            /** Format: int64 */
            sent_back?: number;
            /** Format: date-time */
            sign_due_at?: string;
            /** Format: date-time */
            signed_at?: string;
            solved?: string;
            state: string;
            /** Format: date-time */
            submitted_at?: string;
            /** Format: int64 */
            submitted_by?: number;
            /** Format: int64 */
            tries?: number;
            true?: string;
            unit: components["schemas"]["Ref"];
            unsolved_reason?: string;
            /** Format: date-time */
            verified_at?: string;
            /** Format: int64 */
            verified_by?: number;
            /** Format: double */
            verify_lat?: number;
            /** Format: double */
            verify_lon?: number;
            verify_note?: string;
        };
        BookInBody: {
            /** Format: int64 */
            call?: number;
            /** Format: int64 */
            case?: number;
            /** @description In whose name to ring; the main number when absent. */
            hotline?: string;
            /** @description Whom to ring; the number of the call when absent. */
            phone?: string;
            /**
             * Format: date-time
             * @description When, within working hours.
             */
            promised_at: string;
            urgent?: boolean;
        };
        CallDetails: {
            /** Format: date-time */
            answered_at?: string;
            /** Format: date-time */
            arrived_at: string | null;
            /** @description Who else was asked into it, in order. */
            asked: components["schemas"]["AskedOut"][];
            case?: components["schemas"]["CaseRef"];
            /** @description Who or what ended it: caller, seat, transfer, failure, restart. */
            cause?: string;
            emergency?: boolean;
            /** Format: date-time */
            ended_at?: string;
            /**
             * Format: double
             * @description Seconds on hold.
             */
            held?: number;
            hotline: string;
            /** Format: int64 */
            id: number;
            /** @description The reader may hear the recording, with a purpose. */
            may_listen: boolean;
            /**
             * Format: int64
             * @description How many seats it was offered to.
             */
            offers: number;
            /** @description Who spoke last. */
            operator?: components["schemas"]["Ref"];
            /** @description We rang. */
            outbound?: boolean;
            /**
             * @description Absent while the call goes on.
             * @enum {string}
             */
            outcome?: "answered" | "abandoned" | "short" | "missed" | "overflow" | "overflowed" | "asked_back" | "cut_off" | "forwarded" | "passed_on" | "failed" | "reached" | "unreached";
            /** @description Masked; absent when the caller withheld it. */
            phone?: string;
            /** Format: date-time */
            queued_at?: string;
            /**
             * Format: double
             * @description Seconds of its recording; 0 when there is none.
             */
            recorded: number;
            recording?: components["schemas"]["RecordingOut"];
            /**
             * Format: int64
             * @description What the caller pressed, 1-5; 0 none pressed, -1 not asked.
             */
            score: number;
            /** Format: int64 */
            seat?: number;
            /** @description During a window in which the reserve seats were open. */
            surge?: boolean;
            /**
             * Format: double
             * @description Seconds from answer to end; 0 while it goes on and when nobody spoke.
             */
            talked: number;
            /** @description Why there is no recording, where there ought to be one: like trouble. */
            unrecorded?: string;
            /**
             * Format: double
             * @description Seconds from arrival to answer, or to the end of who was not answered.
             */
            waited: number;
            /** Format: date-time */
            wrapped_at?: string;
        };
        CallOut: {
            /** Format: date-time */
            answered_at?: string;
            /** Format: date-time */
            arrived_at: string | null;
            case?: components["schemas"]["CaseRef"];
            /** @description Who or what ended it: caller, seat, transfer, failure, restart. */
            cause?: string;
            emergency?: boolean;
            /** Format: date-time */
            ended_at?: string;
            /**
             * Format: double
             * @description Seconds on hold.
             */
            held?: number;
            hotline: string;
            /** Format: int64 */
            id: number;
            /** @description The reader may hear the recording, with a purpose. */
            may_listen: boolean;
            /**
             * Format: int64
             * @description How many seats it was offered to.
             */
            offers: number;
            /** @description Who spoke last. */
            operator?: components["schemas"]["Ref"];
            /** @description We rang. */
            outbound?: boolean;
            /**
             * @description Absent while the call goes on.
             * @enum {string}
             */
            outcome?: "answered" | "abandoned" | "short" | "missed" | "overflow" | "overflowed" | "asked_back" | "cut_off" | "forwarded" | "passed_on" | "failed" | "reached" | "unreached";
            /** @description Masked; absent when the caller withheld it. */
            phone?: string;
            /** Format: date-time */
            queued_at?: string;
            /**
             * Format: double
             * @description Seconds of its recording; 0 when there is none.
             */
            recorded: number;
            /**
             * Format: int64
             * @description What the caller pressed, 1-5; 0 none pressed, -1 not asked.
             */
            score: number;
            /** Format: int64 */
            seat?: number;
            /** @description During a window in which the reserve seats were open. */
            surge?: boolean;
            /**
             * Format: double
             * @description Seconds from answer to end; 0 while it goes on and when nobody spoke.
             */
            talked: number;
            /**
             * Format: double
             * @description Seconds from arrival to answer, or to the end of who was not answered.
             */
            waited: number;
            /** Format: date-time */
            wrapped_at?: string;
        };
        CallbackOut: {
            /** Format: date-time */
            asked_at: string | null;
            /** Format: int64 */
            attempts: number;
            /**
             * Format: int64
             * @description The call it comes from.
             */
            call?: number;
            case?: components["schemas"]["CaseRef"];
            /** Format: date-time */
            claimed_at?: string;
            /** Format: date-time */
            done_at?: string;
            hotline: string;
            /** Format: int64 */
            id: number;
            /** @description The promised time has passed. */
            late?: boolean;
            /**
             * Format: date-time
             * @description When to try next.
             */
            next_at: string | null;
            /** @description Why it was cancelled. */
            note?: string;
            /** @description Who has it in hand, or made it last. */
            operator?: components["schemas"]["Ref"];
            /** @description Masked. */
            phone: string;
            /**
             * Format: date-time
             * @description When we said we would ring.
             */
            promised_at: string | null;
            /** @enum {string} */
            reason: "abandoned" | "missed" | "overflow" | "cut_off" | "asked" | "restart" | "return_visit";
            /** @enum {string} */
            state: "open" | "claimed" | "reached" | "rang_in" | "given_up" | "cancelled";
            /**
             * Format: int64
             * @description How often the same person asked for the same.
             */
            times: number;
            /** Format: date-time */
            tried_at?: string;
            urgent?: boolean;
        };
        CancelInBody: {
            reason: string;
        };
        CaseOut: {
            answer?: string;
            /** Format: date-time */
            archived_at?: string;
            area?: components["schemas"]["CodeRef"];
            /** Format: int64 */
            article?: number;
            /** Format: int64 */
            assignment?: number;
            assignment_state?: string;
            assignments: components["schemas"]["AssignmentOut"][];
            category?: components["schemas"]["CodeRef"];
            channel: string;
            /** Format: date-time */
            closed_at?: string;
            /** Format: int64 */
            confidentiality: number;
            contacts: components["schemas"]["ContactOut"][];
            content: string;
            demand?: string;
            /** Format: date-time */
            dispatched_at?: string;
            /** Format: date-time */
            due_at?: string;
            events: components["schemas"]["EventOut"][];
            files: components["schemas"]["FileOut"][];
            first_judgement?: string;
            historic?: boolean;
            /** Format: int64 */
            id: number;
            internal?: string;
            judgement?: string;
            /** @description The appellant said who they are. */
            known: boolean;
            language?: string;
            /** Format: double */
            lat?: number;
            lead?: components["schemas"]["Ref"];
            /**
             * @description Of what is due: in time, near, late.
             * @enum {string}
             */
            light?: "green" | "yellow" | "red";
            /** Format: double */
            lon?: number;
            mailbox?: components["schemas"]["Ref"];
            nature: string;
            number: string;
            objected?: boolean;
            open: components["schemas"]["StepOut"][];
            outcome?: string;
            /** @description Account names by staff id, for the timeline. */
            people: {
                [key: string]: string;
            };
            place?: string;
            /** Format: date-time */
            promised_at?: string;
            publish: boolean;
            reason?: string;
            /** Format: date-time */
            registered_at?: string;
            /** Format: int64 */
            registered_by?: number;
            /** Format: date-time */
            replied_at?: string;
            /** Format: int64 */
            request?: number;
            request_kind?: string;
            requests: components["schemas"]["RequestOut"][];
            /** Format: int64 */
            round: number;
            /** @description What the dispatch catalogue says. */
            route?: components["schemas"]["RouteOut"];
            /** @description The words are not for this reader. */
            sealed?: boolean;
            /** Format: date-time */
            since_at?: string;
            solved?: string;
            /** @description What the public sees of the state. */
            stage: string;
            state: string;
            state_code: string;
            state_term: string;
            title: string;
            urgency: string;
            /** Format: int64 */
            urges: number;
            /** Format: int64 */
            version: number;
            visits: components["schemas"]["VisitOut"][];
        };
        CaseRef: {
            /** Format: int64 */
            id: number;
            number: string;
            title: string;
        };
        CategoriesOutBody: {
            items: components["schemas"]["CategoryOut"][];
        };
        CategoryOut: {
            code: string;
            name: string;
            name_en?: string;
            name_es?: string;
            nature?: string;
            open311: boolean;
            parent?: string;
        };
        ChangePasswordInBody: {
            new: string;
            old: string;
        };
        ChangeRuleInBody: {
            /** @description The value that was seen; somebody else's change in between is refused. */
            seen?: string;
            /** @description Empty goes back to the default. */
            value: string;
        };
        ChangeStaffInBody: {
            active?: boolean;
            name?: string;
            roles?: string[] | null;
            /** Format: int64 */
            unit?: number;
        };
        ClaimedOutBody: {
            /** Format: date-time */
            asked_at: string | null;
            /** Format: int64 */
            attempts: number;
            /**
             * Format: int64
             * @description The call it comes from.
             */
            call?: number;
            case?: components["schemas"]["CaseRef"];
            /** Format: date-time */
            claimed_at?: string;
            /** Format: date-time */
            done_at?: string;
            hotline: string;
            /** Format: int64 */
            id: number;
            /** @description The promised time has passed. */
            late?: boolean;
            /**
             * Format: date-time
             * @description When to try next.
             */
            next_at: string | null;
            /** @description Why it was cancelled. */
            note?: string;
            /** @description Whom to ring; that it was given is written down. */
            number: string;
            /** @description Who has it in hand, or made it last. */
            operator?: components["schemas"]["Ref"];
            /** @description Masked. */
            phone: string;
            /**
             * Format: date-time
             * @description When we said we would ring.
             */
            promised_at: string | null;
            /** @enum {string} */
            reason: "abandoned" | "missed" | "overflow" | "cut_off" | "asked" | "restart" | "return_visit";
            /** @enum {string} */
            state: "open" | "claimed" | "reached" | "rang_in" | "given_up" | "cancelled";
            /**
             * Format: int64
             * @description How often the same person asked for the same.
             */
            times: number;
            /** Format: date-time */
            tried_at?: string;
            urgent?: boolean;
        };
        ClockOutBody: {
            days: components["schemas"]["DayOut"][];
            /** Format: date-time */
            due: string | null;
            limit: string;
            /** Format: date-time */
            start: string | null;
            /** @description The proof as text, for printing. */
            text: string;
        };
        CodeRef: {
            code: string;
            name: string;
        };
        ContactOut: {
            /** Format: date-time */
            at: string | null;
            channel?: string;
            /** Format: int64 */
            id: number;
            kind: string;
            note?: string;
            outbound: boolean;
            reached: boolean;
            /** @description The appellant may read it. */
            shown: boolean;
            /** Format: int64 */
            staff?: number;
            unit?: components["schemas"]["Ref"];
        };
        DayOut: {
            /** @description No calendar has been announced for this year. */
            assumed?: boolean;
            counted: boolean;
            date: string;
            name?: string;
            /** @enum {string} */
            why: "ordinary" | "weekend" | "holiday" | "make_up" | "start_day" | "paused" | "skipped";
        };
        DecideInBody: {
            /** @description Why; the operator reads it. */
            decision: string;
            /** @description New marks; the result stays when absent. */
            marks?: {
                [key: string]: number;
            };
        };
        DemoAccount: {
            /** @description centre, unit or leadership */
            group: string;
            login: string;
            name: string;
            password: string;
            roles: string[];
            unit?: string;
        };
        DemoOutBody: {
            items: components["schemas"]["DemoAccount"][];
        };
        DrawInBody: {
            /**
             * Format: int64
             * @description Calls of each operator.
             */
            each: number;
            /** Format: date-time */
            from: string;
            /** @description The head of the journal at the end when absent; the same seed draws the same calls. */
            seed?: string;
            /** Format: date-time */
            to: string;
        };
        DrawOutBody: {
            /**
             * Format: int64
             * @description How many were drawn.
             */
            calls: number;
            /**
             * Format: int64
             * @description How many calls it was drawn from.
             */
            of: number;
            seed: string;
        };
        EventOut: {
            /** Format: date-time */
            at: string | null;
            /** @description appellant, system, or staff:ID */
            by: string;
            facts: {
                [key: string]: unknown;
            };
            /** @description SHA-256 of the chain up to here, in hexadecimal. */
            hash: string;
            kind: string;
            /** Format: int64 */
            n: number;
        };
        FieldOut: {
            /** @enum {string} */
            kind: "text" | "longtext" | "choice" | "choices" | "unit" | "units" | "category" | "area" | "article" | "files" | "moment" | "place" | "limit";
            name: string;
            options?: string[] | null;
            required: boolean;
        };
        FileIn: {
            hash: string;
            name: string;
            type: string;
        };
        FileOut: {
            /** Format: date-time */
            at: string | null;
            /** Format: int64 */
            contact?: number;
            /** Format: int64 */
            id: number;
            name: string;
            /** Format: int64 */
            size: number;
            /**
             * Format: int64
             * @description Who attached it; 0 for the appellant.
             */
            staff?: number;
            type: string;
        };
        FormFile: {
            ContentType: string;
            Filename: string;
            IsSet: boolean;
            /** Format: int64 */
            Size: number;
        };
        FormIn: {
            advice?: string;
            area?: string;
            /** Format: int64 */
            article?: number;
            basis?: string;
            category?: string;
            confidentiality?: string;
            content?: string;
            defects?: string[] | null;
            demand?: string;
            internal?: string;
            /** Format: double */
            lat?: number;
            /** @description Such as 7wd, 2h, 30min. */
            limit?: string;
            /** Format: double */
            lon?: number;
            /** Format: date-time */
            moment?: string;
            nature?: string;
            note?: string;
            opinion?: string;
            outcome?: string;
            place?: string;
            public?: string;
            reason?: string;
            receipt?: string;
            satisfaction?: string;
            solved?: string;
            title?: string;
            true?: string;
            truthful?: string;
            /** Format: int64 */
            unit?: number;
            units?: number[] | null;
            unsolved_reason?: string;
            urgency?: string;
        };
        FormOutBody: {
            /**
             * Format: int64
             * @description The best mark; 0 is the worst.
             */
            most: number;
            points: components["schemas"]["PointOut"][];
        };
        GreetingOut: {
            /**
             * Format: double
             * @description Seconds.
             */
            long: number;
            /** @description The hash of its sound; give it back to undo a change. Empty: nothing was spoken. */
            sound: string;
        };
        HistoryInBody: {
            phone: string;
        };
        HotlineOut: {
            category?: string;
            greeting?: string;
            hours?: string;
            mode: string;
            name: string;
            number: string;
            skills?: string;
            /** @description What was spoken for it; absent when nothing was. */
            spoken?: components["schemas"]["GreetingOut"];
            /** @description The unit's code. */
            unit?: string;
            unit_name?: string;
        };
        HotlinesOutBody: {
            items: components["schemas"]["HotlineOut"][];
        };
        IdentityInBody: {
            /** @description Why the identity is needed; it is written down. */
            purpose: string;
        };
        IdentityOutBody: {
            email?: string;
            kind: string;
            name?: string;
            phone?: string;
        };
        InspectionOut: {
            call: components["schemas"]["CallOut"];
            /**
             * Format: date-time
             * @description Absent while nobody has judged it.
             */
            done_at?: string;
            /** Format: date-time */
            drawn_at: string | null;
            /** Format: int64 */
            id: number;
            inspector?: components["schemas"]["Ref"];
            /** @description 0-5 for each point of the form that came up. */
            marks: {
                [key: string]: number;
            };
            note?: string;
            objection?: components["schemas"]["ObjectionOut"];
            /** @description The seed it was drawn with. */
            sample: string;
            /**
             * Format: int64
             * @description 0-100.
             */
            score: number;
        };
        JudgeInBody: {
            marks: {
                [key: string]: number;
            };
            note?: string;
        };
        LimitOut: {
            category?: string;
            channel?: string;
            kind: string;
            law?: string;
            limit: string;
            nature?: string;
            urgency?: string;
            /** Format: date-time */
            valid_from?: string;
            /** Format: date-time */
            valid_to?: string;
        };
        LimitsOutBody: {
            items: components["schemas"]["LimitOut"][];
        };
        LineOut: {
            area?: components["schemas"]["CodeRef"];
            /** Format: int64 */
            assignment?: number;
            assignment_state?: string;
            category?: components["schemas"]["CodeRef"];
            channel: string;
            /** Format: date-time */
            closed_at?: string;
            /** Format: int64 */
            confidentiality: number;
            /** Format: date-time */
            due_at?: string;
            /** Format: int64 */
            id: number;
            judgement?: string;
            lead?: components["schemas"]["Ref"];
            /**
             * @description Of what is due: in time, near, late.
             * @enum {string}
             */
            light?: "green" | "yellow" | "red";
            mailbox?: components["schemas"]["Ref"];
            nature: string;
            number: string;
            place?: string;
            /** Format: date-time */
            registered_at?: string;
            /** Format: date-time */
            replied_at?: string;
            /** Format: int64 */
            request?: number;
            request_kind?: string;
            /** Format: int64 */
            round: number;
            state: string;
            title: string;
            urgency: string;
            /** Format: int64 */
            urges: number;
        };
        ListenInBody: {
            /** @description Why the call must be heard; it is written down. */
            purpose: string;
        };
        ListenOutBody: {
            /** @description Where the sound is, for this account only. */
            address: string;
            /**
             * Format: date-time
             * @description How long that is good.
             */
            until: string | null;
        };
        LockIn: {
            code: string;
            number: string;
        };
        MailboxOut: {
            area?: components["schemas"]["CodeRef"];
            code: string;
            /** Format: int64 */
            id: number;
            intro?: string;
            kind: string;
            level?: string;
            name: string;
            name_en?: string;
            name_es?: string;
            owner_title?: string;
            state: string;
            unit?: components["schemas"]["Ref"];
        };
        MakeKeyInBody: {
            /** @description What the key is for. */
            name: string;
        };
        MeOut: {
            /** @description Sees every unit's cases. */
            city: boolean;
            /** @description What every change must carry in X-CSRF-Token. */
            csrf?: string;
            /** @description An invented city. */
            demo?: boolean;
            /** Format: int64 */
            id: number;
            login: string;
            name: string;
            /**
             * Format: date-time
             * @description The house's clock in the city's zone, so that screens reckon with it and not with their own.
             */
            now: string | null;
            permissions: string[];
            roles: string[];
            unit?: components["schemas"]["Ref"];
            worklists: string[];
        };
        NewAccountBody: {
            account: components["schemas"]["AccountOut"];
            /** @description Shown once; empty when the same key is sent again. */
            password: string;
        };
        ObjectInBody: {
            reason: string;
        };
        ObjectionOut: {
            /** Format: date-time */
            at: string | null;
            /**
             * Format: date-time
             * @description Absent while it waits.
             */
            decided_at?: string;
            decision?: string;
            marks_before: {
                [key: string]: number;
            };
            reason: string;
            /** Format: int64 */
            score_before: number;
        };
        OperatorOut: {
            /** Format: int64 */
            id: number;
            login: string;
            name: string;
            /** @description Of the last thirty days. */
            satisfaction: components["schemas"]["SatisfactionOut"];
            skills: components["schemas"]["SkillIO"][];
        };
        PagedAccountOut: {
            items: components["schemas"]["AccountOut"][];
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        PagedCallOut: {
            items: components["schemas"]["CallOut"][];
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        PagedCallbackOut: {
            items: components["schemas"]["CallbackOut"][];
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        PagedInspectionOut: {
            items: components["schemas"]["InspectionOut"][];
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        PagedLineOut: {
            items: components["schemas"]["LineOut"][];
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        PagedMailboxOut: {
            items: components["schemas"]["MailboxOut"][];
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        PagedOperatorOut: {
            items: components["schemas"]["OperatorOut"][];
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        PagedPublishedOut: {
            items: components["schemas"]["PublishedOut"][];
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        PagedReadingOut: {
            items: components["schemas"]["ReadingOut"][];
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        PagedUnitOut: {
            items: components["schemas"]["UnitOut"][];
            /** @description The cursor of the part after this one; absent at the end. */
            next?: string;
        };
        PersonIn: {
            email?: string;
            /** @enum {string} */
            kind?: "person" | "enterprise";
            name?: string;
            phone?: string;
        };
        PointOut: {
            name: string;
            /** @description Does not come up in every call, and may be left out. */
            spare?: boolean;
            /**
             * Format: int64
             * @description Its share of 100.
             */
            weight: number;
        };
        Problem: {
            /** @description A stable word for programs. */
            code: string;
            /** @description A sentence for a person: which field, which rule, what to do instead. */
            detail: string;
            /** @description The input field, where one is to blame. */
            field?: string;
            /** Format: int64 */
            status: number;
            title: string;
            /** @description Always about:blank; code tells errors apart. */
            type: string;
        };
        ProcedureOutBody: {
            states: components["schemas"]["StateOut"][];
        };
        PublishedOut: {
            answer: string;
            area?: components["schemas"]["CodeRef"];
            /** Format: date-time */
            asked_at: string | null;
            category?: components["schemas"]["CodeRef"];
            content: string;
            judgement?: string;
            mailbox?: components["schemas"]["Ref"];
            nature: string;
            number: string;
            /** Format: date-time */
            replied_at: string | null;
            title: string;
            unit?: string;
            /** Format: int64 */
            views: number;
        };
        PutGreetingInBody: {
            /** @description A sound that was a greeting before; empty takes the greeting away. */
            sound: string;
        };
        ReadingOut: {
            /** Format: date-time */
            at: string | null;
            /** Format: int64 */
            case?: number;
            /** Format: int64 */
            id: number;
            /**
             * @description A case's appellant was opened, or a telephone number was looked up.
             * @enum {string}
             */
            kind: "identity" | "number";
            login: string;
            name: string;
            number?: string;
            purpose?: string;
            /** Format: int64 */
            staff: number;
            unit?: components["schemas"]["Ref"];
        };
        ReceiptOut: {
            /** @description The key was used before; nothing new was made. */
            again?: boolean;
            /** @description The extraction code; it is shown once and opens the matter to the appellant. */
            code: string;
            /** Format: int64 */
            id?: number;
            number: string;
        };
        RecordingOut: {
            /** @description How loud the caller is, 0-255, in at most 400 equal stretches. */
            caller: number[];
            /**
             * Format: double
             * @description Seconds.
             */
            duration: number;
            /** @description Stretches that were left out, because the recording was paused. */
            pauses: components["schemas"]["StretchOut"][];
            /** @description How loud the seat is, likewise. */
            seat: number[];
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** Format: date-time */
            started_at: string | null;
            /**
             * @description Why it does not hold all that was said, if it does not: the disk did not take it, was too slow, or the program ended.
             * @enum {string}
             */
            trouble?: "disk" | "slow" | "restart";
        };
        Ref: {
            /** Format: int64 */
            id: number;
            name: string;
        };
        ReportArticleInBody: {
            /**
             * Format: int64
             * @description With which it was noticed.
             */
            case?: number;
            note?: string;
            /** @enum {string} */
            reason: "outdated" | "incorrect" | "incomplete" | "unclear" | "other_unit";
        };
        RequestOut: {
            /** Format: date-time */
            asked_at: string | null;
            /** Format: int64 */
            assignment?: number;
            basis?: string;
            /** Format: int64 */
            by?: number;
            /** Format: date-time */
            decided_at?: string;
            /** Format: int64 */
            decided_by?: number;
            /** Format: date-time */
            due_at?: string;
            /** Format: int64 */
            id: number;
            /** @enum {string} */
            kind: "return" | "decline" | "void" | "reopen";
            opinion?: string;
            proposed?: components["schemas"]["Ref"];
            reason?: string;
            /** @enum {string} */
            state: "asked" | "granted" | "refused";
            text?: string;
            unit?: components["schemas"]["Ref"];
        };
        ResolveReportInBody: {
            note: string;
            /** @enum {string} */
            state: "mended" | "unfounded";
        };
        RouteOut: {
            co?: components["schemas"]["Ref"][] | null;
            law?: string;
            lead?: components["schemas"]["Ref"];
            limit?: string;
        };
        RuleOut: {
            /**
             * Format: date-time
             * @description Absent: it is the default.
             */
            changed_at?: string;
            changed_by?: components["schemas"]["Ref"];
            /** @description Of a choice. */
            choices?: string[] | null;
            default: string;
            /** @enum {string} */
            group: "queue" | "seats" | "sounds" | "callbacks" | "surge" | "figures";
            key: string;
            /** @enum {string} */
            kind: "seconds" | "minutes" | "count" | "points" | "choice" | "switch" | "hours" | "minutes_list";
            /**
             * Format: int64
             * @description Of what is counted.
             */
            least: number;
            /** Format: int64 */
            most: number;
            /** @description As a person would write it: 45, on, longest_idle, Mon-Sun 08:30-20:30, 90 300 1260. */
            value: string;
        };
        RulesOutBody: {
            items: components["schemas"]["RuleOut"][];
        };
        SatisfactionOut: {
            /**
             * Format: double
             * @description Mean of the scores that were pressed, 1 to 5; 0 when there are none.
             */
            average: number;
            /**
             * Format: int64
             * @description How many pressed a score.
             */
            count: number;
            /**
             * Format: int64
             * @description How many were asked and pressed nothing.
             */
            none: number;
            /** @description How many pressed 1, 2, 3, 4 and 5. */
            scores: number[];
        };
        SaveLimitInBody: {
            category?: string;
            channel?: string;
            kind: string;
            law?: string;
            /** @description Such as 7wd, 2h, 30min. */
            limit: string;
            nature?: string;
            urgency?: string;
            /** Format: date */
            valid_from?: string;
            /** Format: date */
            valid_to?: string;
        };
        SaveMailboxInBody: {
            area?: string;
            intro?: string;
            /** @enum {string} */
            kind: "leader" | "department" | "letterbox" | "enterprise";
            level?: string;
            name: string;
            name_en?: string;
            name_es?: string;
            owner_title?: string;
            /** @enum {string} */
            state: "open" | "closed";
            /** @description The code of the duty unit. */
            unit: string;
        };
        SaveSeatInBody: {
            active: boolean;
            name?: string;
            phone?: string;
            reserve?: boolean;
        };
        SaveSkillsInBody: {
            items: components["schemas"]["SkillIO"][];
        };
        SaveUnitInBody: {
            area?: string;
            backstop?: string;
            kind: string;
            /** Format: int64 */
            level: number;
            name: string;
            /** @description The code of the unit above. */
            parent?: string;
            phone?: string;
        };
        SeatOut: {
            active: boolean;
            name: string;
            /** Format: int64 */
            number: number;
            /** @description The desk phone that stands there; absent: the browser is the telephone. */
            phone?: string;
            /** @description Opened in a surge only. */
            reserve: boolean;
        };
        SeatsOutBody: {
            items: components["schemas"]["SeatOut"][];
        };
        SecretBodyBody: {
            /** @description Shown once; empty when the same key is sent again. */
            secret: string;
        };
        SignInInBody: {
            login: string;
            password: string;
        };
        SkillIO: {
            /** Format: int64 */
            level: number;
            skill: string;
        };
        SkillNameOut: {
            code: string;
            /** @enum {string} */
            kind: "language" | "district" | "subject";
            /** @description The city's own word; absent where screens have one. */
            name?: string;
        };
        SkillNamesOutBody: {
            items: components["schemas"]["SkillNameOut"][];
        };
        SkillsOutBody: {
            items: components["schemas"]["SkillIO"][];
        };
        StateOut: {
            code: string;
            open: boolean;
            stage: string;
            state: string;
            term: string;
        };
        StepInBody: {
            /** Format: int64 */
            assignment?: number;
            files?: components["schemas"]["FileIn"][] | null;
            form?: components["schemas"]["FormIn"];
            /** Format: int64 */
            request?: number;
            step: string;
            /**
             * Format: int64
             * @description The version the person saw; the step is refused when the case has changed since.
             */
            version?: number;
        };
        StepOut: {
            /** Format: int64 */
            assignment?: number;
            fields: components["schemas"]["FieldOut"][];
            /** @enum {string} */
            on: "case" | "assignment" | "request";
            /** Format: int64 */
            request?: number;
            step: string;
        };
        StretchOut: {
            /** Format: double */
            from: number;
            /** Format: double */
            to: number;
        };
        TallyOutBody: {
            /**
             * Format: int64
             * @description Of those received: the answer was given, or the way to another channel was shown.
             */
            answered: number;
            /** Format: date-time */
            as_of: string | null;
            /**
             * Format: int64
             * @description Of those received: the appellant said whether the answer satisfied.
             */
            judged: number;
            /**
             * Format: int64
             * @description All that came in, without drafts and voided entries.
             */
            received: number;
            /**
             * Format: int64
             * @description Of those who said so: satisfied, or basically satisfied.
             */
            satisfied: number;
            /** Format: date-time */
            since: string | null;
        };
        TrackEvent: {
            /** Format: date-time */
            at: string | null;
            kind: string;
            unit?: string;
        };
        TrackOutBody: {
            answer?: string;
            /** Format: date-time */
            closed_at?: string;
            contacts: components["schemas"]["ContactOut"][];
            events: components["schemas"]["TrackEvent"][];
            number: string;
            open: components["schemas"]["StepOut"][];
            /** Format: date-time */
            promised_at?: string;
            /** Format: date-time */
            registered_at?: string;
            /** Format: date-time */
            replied_at?: string;
            /** Format: int64 */
            round: number;
            stage: string;
            state: string;
            title: string;
            unit?: string;
        };
        TriedInBody: {
            /** @description Stands in the case, where there is one. */
            note?: string;
            reached: boolean;
        };
        UnitBodyBody: {
            children: components["schemas"]["UnitOut"][];
            /** @description Those above it, from the top. */
            line: components["schemas"]["Ref"][];
            unit: components["schemas"]["UnitOut"];
        };
        UnitOut: {
            active: boolean;
            area?: string;
            backstop?: components["schemas"]["Ref"];
            /** Format: int64 */
            children: number;
            code: string;
            /** Format: int64 */
            id: number;
            kind: string;
            /** Format: int64 */
            level: number;
            name: string;
            parent?: components["schemas"]["Ref"];
            phone?: string;
        };
        UploadOutBody: {
            hash: string;
            name: string;
            /** Format: int64 */
            size: number;
            type: string;
        };
        VisitOut: {
            /** Format: date-time */
            at: string | null;
            /** @enum {string} */
            by: "unit" | "centre" | "appellant";
            opinion?: string;
            reached: boolean;
            /** Format: int64 */
            round: number;
            satisfaction?: string;
            solved?: string;
            /** Format: int64 */
            staff?: number;
            truthful?: string;
            unit?: components["schemas"]["Ref"];
        };
        WholeArticle: {
            /** @description What was said against it, the newest first; for those who look after it. */
            accused: components["schemas"]["ArticleReport"][];
            answer: string;
            category?: components["schemas"]["CodeRef"];
            /** Format: date-time */
            changed_at?: string;
            /** Format: date-time */
            chased_at?: string;
            /**
             * Format: int64
             * @description How often its unit was reminded since it became due.
             */
            chases: number;
            /** @description The last answers that rested on it; for those who may see every case. */
            cited: components["schemas"]["ArticleUse"][];
            code: string;
            /** @description Why it wants to be looked at again: review_passed, ending, ended, said_wrong. */
            due: string[];
            events: components["schemas"]["ArticleEvent"][];
            /** Format: int64 */
            id: number;
            law?: string;
            /** @description The reader looks after it. */
            mine: boolean;
            /** @description The version that is being written or reviewed. */
            open?: components["schemas"]["ArticleVersion"];
            /** Format: int64 */
            open_reports: number;
            /**
             * @description Of the version that is being written or reviewed beside it.
             * @enum {string}
             */
            open_state?: "draft" | "in_review";
            /** @description The names of the accounts by their identities. */
            people: {
                [key: string]: string;
            };
            question?: string;
            /**
             * Format: int64
             * @description In the last thirty days.
             */
            recent_uses: number;
            /** @description Where it applies; everywhere when absent. */
            region?: components["schemas"]["CodeRef"];
            /**
             * Format: int64
             * @description How often it was said to be wrong.
             */
            reports: number;
            /** @description The day by which it is to be looked at again. */
            review_on?: string;
            /** @enum {string} */
            state: "draft" | "in_review" | "approved" | "retired" | "discarded";
            /** @description Open to the reader: write, submit, approve, send_back, discard, confirm, retire. */
            steps: string[];
            title: string;
            /** @description The unit that answers for it. */
            unit?: components["schemas"]["Ref"];
            /**
             * Format: int64
             * @description How often an answer rested on it.
             */
            uses: number;
            /** @description In force today. */
            valid: boolean;
            valid_from?: string;
            /** @description The first day on which it is not valid any more. */
            valid_to?: string;
            /** Format: int64 */
            version: number;
            /** @description The newest first. */
            versions: components["schemas"]["ArticleVersion"][];
        };
        WorklistCount: {
            /**
             * Format: int64
             * @description How much is in it, counted up to 1,000.
             */
            all: number;
            /** Format: int64 */
            late: number;
            name: string;
        };
        WorklistsOutBody: {
            items: components["schemas"]["WorklistCount"][];
        };
        YearOutBody: {
            /** @description Whether the holidays of this year are known. */
            announced: boolean;
            days: components["schemas"]["DayOut"][];
            /** @description When each of the days is worked, such as 09:00-12:00 13:00-17:00; empty on a day of rest. */
            hours: string[];
            /** Format: int64 */
            year: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    write: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    areas: {
        parameters: {
            query?: {
                parent?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreasOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    articles: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                /** @description Words of title, question, answer or law. */
                q?: string;
                /** @description Code or its beginning. */
                category?: string;
                /** @description What applies in this area. */
                region?: string;
                unit?: number;
                /** @description Another list than what is in force; all but retired are for those who look after articles. */
                list?: "approved" | "draft" | "in_review" | "reported" | "review_due" | "retired";
                /** @description Also what is not valid today. */
                lapsed?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticlesOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "add-article": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives the same article. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeArticle"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "article-tally": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleTallyOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    article: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeArticle"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "save-article": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeArticle"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report-article": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportArticleInBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeArticle"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "resolve-report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                report: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveReportInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeArticle"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "step-article": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleStepInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WholeArticle"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                year: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["YearOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    callbacks: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                /** @description Those that came to an end, latest first; else those that wait, to be tried soonest first. */
                done?: boolean;
                reason?: "abandoned" | "missed" | "overflow" | "cut_off" | "asked" | "restart" | "return_visit";
                case?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedCallbackOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "book-callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookInBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cancel-callback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "claim-callback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimedOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "release-callback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tried-callback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TriedInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calls: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                /** @description A telephone number; that it was looked up is written down. */
                phone?: string;
                case?: number;
                operator?: number;
                hotline?: string;
                outcome?: "answered" | "abandoned" | "short" | "missed" | "overflow" | "overflowed" | "asked_back" | "cut_off" | "forwarded" | "passed_on" | "failed" | "reached" | "unreached";
                /** @description Exactly this score; 0 does not narrow. */
                score?: number;
                /** @description Arrived on this day or later. */
                from?: string;
                /** @description Arrived before this day. */
                to?: string;
                /** @description With a recording only. */
                recorded?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedCallOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "call-scores": {
        parameters: {
            query?: {
                /** @description A telephone number; that it was looked up is written down. */
                phone?: string;
                case?: number;
                operator?: number;
                hotline?: string;
                outcome?: "answered" | "abandoned" | "short" | "missed" | "overflow" | "overflowed" | "asked_back" | "cut_off" | "forwarded" | "passed_on" | "failed" | "reached" | "unreached";
                /** @description Exactly this score; 0 does not narrow. */
                score?: number;
                /** @description Arrived on this day or later. */
                from?: string;
                /** @description Arrived before this day. */
                to?: string;
                /** @description With a recording only. */
                recorded?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SatisfactionOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    call: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallDetails"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListenInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListenOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cases: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                /** @description Words of title, content, answer, place, or a number. */
                q?: string;
                /** @description One or more states. */
                state?: string[] | null;
                /** @description The unit, or any below it, has to do with the case. */
                unit?: number;
                lead?: number;
                category?: string;
                area?: string;
                channel?: string;
                nature?: string;
                mailbox?: number;
                /** @description Registered on this day or later. */
                from?: string;
                /** @description Registered before this day. */
                to?: string;
                light?: "green" | "yellow" | "red";
                /** @description best ranks by relevance among the newest 500 hits; due begins with what is due soonest, of open cases when no state is named. */
                sort?: "newest" | "best" | "due";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedLineOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "register-case": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives the same case. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    case: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clock: {
        parameters: {
            query?: {
                /** @description The assignment whose deadline is meant; the case's present stage when absent. */
                assignment?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "case-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                file: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "take-step": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    categories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoriesOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "demo-accounts": {
        parameters: {
            query?: {
                /** @description Part of a login, a name or a unit; a choice for every role when absent. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DemoOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "begin-draft": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives the same case. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealIn"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "save-draft": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "register-draft": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body gives the same receipt. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "upload-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    history: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HistoryInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedLineOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hotlines: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HotlinesOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hear-greeting": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stereo A-law, 8 kHz: the caller left, the seat right. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
        };
    };
    "put-greeting": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutGreetingInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GreetingOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "speak-greeting": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GreetingOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inspections: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                state?: "waiting" | "done" | "objected";
                operator?: number;
                sample?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedInspectionOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "draw-inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrawInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "inspection-form": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inspection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "judge-inspection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JudgeInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "decide-inspection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "object-inspection": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObjectInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    limits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitsOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "save-limit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveLimitInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitsOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mailboxes: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                q?: string;
                area?: string;
                kind?: "leader" | "department" | "letterbox" | "enterprise";
                unit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedMailboxOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "save-mailbox": {
        parameters: {
            query?: never;
            header?: {
                /** @description With * only a mailbox that does not exist yet is saved. */
                "If-None-Match"?: "*";
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveMailboxInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailboxOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    operators: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                /** @description Part of the login or the name. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedOperatorOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    procedure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProcedureOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    published: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                q?: string;
                area?: string;
                category?: string;
                mailbox?: number;
                nature?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedPublishedOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readings: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                /** @description Only what this account read. */
                staff?: number;
                /** @description Only of the case with this number. */
                number?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedReadingOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recording: {
        parameters: {
            query?: never;
            header?: {
                /** @description A part of the bytes (RFC 9110, section 14). */
                Range?: string;
            };
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Stereo A-law, 8 kHz: the caller left, the seat right. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
        };
    };
    "room-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-room-rule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRuleInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    seats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatsOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "save-seat": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveSeatInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "who-am-i": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordInBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "skill-names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillNamesOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    staff: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                q?: string;
                role?: string;
                unit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedAccountOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "add-staff": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body makes no second account, and gives no password. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddStaffInBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewAccountBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-staff": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeStaffInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "make-key": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body makes no second API key, and gives no secret. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MakeKeyInBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretBodyBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretBodyBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    skills: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillsOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "save-skills": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveSkillsInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SkillsOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tally: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TallyOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    track: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LockIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appellant-step": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppellantStepInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    units: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
                /** @description Part of the name or the code. */
                q?: string;
                /** @description Only units directly below this one. */
                parent?: number;
                /** @description Only one's own unit and those below. */
                mine?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedUnitOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "save-unit": {
        parameters: {
            query?: never;
            header?: {
                /** @description With * only a unit that does not exist yet is saved. */
                "If-None-Match"?: "*";
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveUnitInBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitBodyBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitBodyBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    worklists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorklistsOutBody"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    worklist: {
        parameters: {
            query?: {
                /** @description The cursor that the part before ended with. */
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PagedLineOut"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
