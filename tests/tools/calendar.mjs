// Reads an iCalendar feed from the standard input and prints what ical.js finds in it.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const value = (component, name) => component.getFirstPropertyValue(name)?.toString() ?? null;

console.log(JSON.stringify({
  name: value(calendar, "x-wr-calname"),
  version: value(calendar, "version"),
  refresh: value(calendar, "refresh-interval"),
  todos: calendar.getAllSubcomponents("vtodo").length,
  events: calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      starts: event.startDate.toString(),
      ends: event.endDate.toString(),
      all_day: event.startDate.isDate,
      sequence: event.sequence,
      stamp: value(component, "dtstamp"),
      modified: value(component, "last-modified"),
      priority: value(component, "priority"),
      category: value(component, "categories"),
      transparency: value(component, "transp"),
      url: value(component, "url"),
      alarms: component.getAllSubcomponents("valarm").map((alarm) => ({ action: value(alarm, "action"), at: value(alarm, "trigger") })),
    };
  }),
}));
