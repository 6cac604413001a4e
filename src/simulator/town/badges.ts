import { APPLICATIONS } from './applications.ts';

/** What the town's people have on their badges beside the employee number, where Graph keeps such things. */

/** Names of the directory extensions that the desk's application has registered in the town. */
export const directoryExtensionNames: readonly string[] = [
  `extension_${APPLICATIONS.desk.replaceAll('-', '')}_badgeNumber`,
];

/** The attribute in which the town keeps the number that any reader gets from a contactless card. */
export const UID_ATTRIBUTE = 'extensionAttribute10';

/** The custom security attribute with the card's UUID: its set and its name. */
export const UUID_ATTRIBUTE = { set: 'Badges', name: 'CardUuid' } as const;

interface Badge {
  /** Upper-case hexadecimal. */
  readonly uid?: string;
  readonly uuid?: string;
  readonly number?: string;
}

/** The same badge in each place where a site might keep it. */
export const badgeOf = ({ uid, uuid, number }: Badge) => ({
  extensionAttributes: uid === undefined ? {} : { [UID_ATTRIBUTE]: uid },
  securityAttributes: uuid === undefined ? {} : { [UUID_ATTRIBUTE.set]: { [UUID_ATTRIBUTE.name]: uuid } },
  directoryExtensions:
    number === undefined ? {} : Object.fromEntries(directoryExtensionNames.map((name) => [name, number])),
});
