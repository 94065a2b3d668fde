import type { ScormEdition } from './editions.js';

/**
 * The schema files of each zip with their SHA-256: the bytes that IMS, ADL and
 * W3C published, without {@link CUT_FROM_CONTROL_FILES}.
 */
export const CONTROL_FILES: Readonly<Record<ScormEdition, Readonly<Record<string, string>>>> = {
  scorm12: {
    'adlcp_rootv1p2.xsd': '173decaf9cd31ea847e6ff6853c702137974aca6b56567151aa4a885e0aa4883',
    'ims_xml.xsd': 'a3cb190db7a3ee00a264531b03490142125b1180d09b48745a8862fa880e5d48',
    'imscp_rootv1p1p2.xsd': 'd9ee699094e0db4518cf0143c81873d196b2683cf1c5ed770f108239ee079dda',
    'imsmd_rootv1p2p1.xsd': '51310a1097f373e619e54ef2ba9c050117de4822e6119a1cc2a3d07cfe450db9',
  },
  'scorm2004-3rd': {
    'XMLSchema.dtd': '68b500f142a9d1f69686f95184b23f6003515dfff3c8775d24521438507b6799',
    'adlcp_v1p3.xsd': 'e7dafa4b6fbe3bfeb1806eab00bf75c27bf26f1f1df0f2313d54123ff2d337e5',
    'adlnav_v1p3.xsd': '8a8559c6ab2bc6aa34689c5bc6be8dff269820c36ba8cb6f85b667c8094a2d3a',
    'adlseq_v1p3.xsd': 'ccd30860ee621ea65b39e75fe26a8ebcde0612585f9efd85419b6af7542420ae',
    'datatypes.dtd': 'c8bd6bdf36184efe6e9ca0a11396254f1def5c6c3b28bce9f72216d685b02921',
    'imscp_v1p1.xsd': 'b97f3db2a5a6748011bf38fc569c830b34faae5110dde7eb7bbf26937516ba7f',
    'imsss_v1p0.xsd': '62f77530b4898d88470778b73c95bd7acfdc86617ef65e7a6cd39b85542c2f67',
    'imsss_v1p0auxresource.xsd': '0ae955f2aaad171a9cfdc44d594760e0603f720287e91e74a826f408657df1e6',
    'imsss_v1p0control.xsd': '2ad17e6cf1a5cc3b6ef1c53a4a46ecd01d19aca3a266dd7ca45cd405386cf4bb',
    'imsss_v1p0delivery.xsd': '1decbd57c376729b009e77bf99847d305b796e983df24d391c691c85fd958f51',
    'imsss_v1p0limit.xsd': '3d40084a6b382d9cb3f4f711b7b01dd68ca9e8c55aae362b6fae7f1941e3fea0',
    'imsss_v1p0objective.xsd': '2703b15398f51ae58d3c9ae9d0767c3c0faaacfd6c6608c82060cd41c64c300c',
    'imsss_v1p0random.xsd': '27d8c87448f0b82cae102ede5b3cb69d856c7d8cbc817585cd90a7e2f40d1614',
    'imsss_v1p0rollup.xsd': '833d9294344abb81181fcbbaea768cf4834734f9828e5f40158df21080196165',
    'imsss_v1p0seqrule.xsd': '7cb11eb050ad67e0fdc30341b87f4044ceeab85b22de8b10aad829dcc39fca6e',
    'imsss_v1p0util.xsd': '022f7d1af7ae40bed9cbab411ef4881c7360e1b6f0790b6979615a8e6b5dcccd',
    'xml.xsd': '987f7ddbb71278c7a5bbb2d46cfc3913a9c752670d8d3c0c4f88e827c25f5f94',
  },
  'scorm2004-4th': {
    'XMLSchema.dtd': '68b500f142a9d1f69686f95184b23f6003515dfff3c8775d24521438507b6799',
    'adlcp_v1p3.xsd': '51a0515f707ca9a951ac945b7d13b201ffacc3800480e54a4e8bc6d88f13eaf1',
    'adlnav_v1p3.xsd': '8a8559c6ab2bc6aa34689c5bc6be8dff269820c36ba8cb6f85b667c8094a2d3a',
    'adlseq_v1p3.xsd': '4f2a55c07628d3a8ed133543e72dc7c4a3c0ebc2676268029fd40f339d56ecce',
    'datatypes.dtd': 'c8bd6bdf36184efe6e9ca0a11396254f1def5c6c3b28bce9f72216d685b02921',
    'imscp_v1p1.xsd': 'cf91ad47eeafa08193547d37ce950a837d7d49755ce90b7872c1ca7656b74369',
    'imsss_v1p0.xsd': 'daef999eb61a3755a483e86be07226d877dbdcf6062fb978a7e4069921f8ef7b',
    'imsss_v1p0auxresource.xsd': 'c5985ad0f64a7fc780fe3e8b5ee85c983de54a1aba8df4a32dd4e6febcf43baa',
    'imsss_v1p0control.xsd': '5c74cfa648b2cf98b71a15e77a5e92ff75f111d72ac84766ccafff3d29ab8e43',
    'imsss_v1p0delivery.xsd': 'ea44db41eeae1f8802117362236b68d3943bf3eafa8d41fa5ab5d7354a2b61f0',
    'imsss_v1p0limit.xsd': '5c1b1e5add19942ff205b423ea750959ffb79f080983b51ba5a62f185eff13ec',
    'imsss_v1p0objective.xsd': '6b196b71ac408141811899cd77b7cbeac5e3cbc239abf223de1777efedfaf4e8',
    'imsss_v1p0random.xsd': '195472fbb65a3daeda13edb9cb5a62adcc41287c61d7433a65b5b3ed32460e85',
    'imsss_v1p0rollup.xsd': 'e0e95bafa5693eb7649946379ec735ad6a4f6389c6b385ae2296efc38b8a412f',
    'imsss_v1p0seqrule.xsd': 'a391f0b7c7faee99207865df735dde2bb682ac07e4804b1140a7e2d9b8ec77d8',
    'imsss_v1p0util.xsd': '3afc09fead11951b1aa5db10f80d09874d516eded489b382aa3ee380f1eae814',
    'xml.xsd': '987f7ddbb71278c7a5bbb2d46cfc3913a9c752670d8d3c0c4f88e827c25f5f94',
  },
};

/**
 * Text that is cut out of a published file before it is shipped. `ims_xml.xsd`
 * of SCORM 1.2 makes the XML namespace its default namespace, which names
 * nothing in it. Xerces, the parser of ADL's checker and of many Java programs,
 * stops there; libxml2 does not mind.
 */
export const CUT_FROM_CONTROL_FILES: Readonly<Record<string, string>> = {
  'ims_xml.xsd': ' xmlns="http://www.w3.org/XML/1998/namespace"',
};
