/** How much an attendee is needed (RFC 5545, 3.2.16). `chair` leads the call. */
export type AttendeeRole = 'chair' | 'required' | 'optional';

export interface CalendarPerson {
  readonly name: string;
  readonly email: string;
}

export interface CalendarAttendee extends CalendarPerson {
  readonly role: AttendeeRole;
}

/** One meeting as a calendar must see it. */
export interface CalendarInvite {
  /** The same for the whole life of the meeting; calendars find the entry to change by it. */
  readonly uid: string;
  /** 0 for the first invite, one more with each change, the cancellation included. */
  readonly sequence: number;
  /** REQUEST puts the meeting in or moves it, CANCEL takes it out (RFC 5546). */
  readonly method: 'REQUEST' | 'CANCEL';
  readonly title: string;
  readonly description: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA zone in which the calendar shows the meeting. */
  readonly zone: string;
  readonly organizer: CalendarPerson;
  readonly attendees: readonly CalendarAttendee[];
  readonly meetingUrl: string | null;
  /** A CANCEL for those it names only: the meeting itself goes on. */
  readonly uninvites?: boolean;
  /** When this version was written (DTSTAMP). */
  readonly writtenAt: Date;
}

/** A finished `.ics` file. Mails carry it as an alternative part and as an attachment. */
export interface CalendarFile {
  readonly filename: string;
  readonly method: CalendarInvite['method'];
  readonly content: string;
}
