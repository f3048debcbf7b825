import { tc3Authorization } from '../../server/tencentCloud'

const signatureOf = (authorization: string): string => authorization.split('Signature=')[1] ?? ''

describe('a call to Tencent Cloud', () => {
  test('is signed as the example of the signature document, for another service with escapes in its body', () => {
    const authorization = tc3Authorization({
      secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******',
      secretKey: 'Gu5t9xGARNpq86cd98joQYCN3*******',
      service: 'cvm',
      host: 'cvm.tencentcloudapi.com',
      body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
      timestamp: 1_551_113_065,
    })
    expect(authorization).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******/2019-02-25/cvm/tc3_request, ' +
        'SignedHeaders=content-type;host, ' +
        'Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c',
    )
  })

  test('is signed for one service, one host and one body', () => {
    const request = { secretId: 'id', secretKey: 'key', host: 'sms.tencentcloudapi.com', timestamp: 1_700_000_000 }
    const signatures = [
      tc3Authorization({ ...request, service: 'sms', body: '{}' }),
      tc3Authorization({ ...request, service: 'vms', body: '{}' }),
      tc3Authorization({ ...request, service: 'sms', body: '{} ' }),
      tc3Authorization({ ...request, service: 'sms', body: '{}', host: 'vms.tencentcloudapi.com' }),
    ].map(signatureOf)
    expect(new Set(signatures).size).toBe(4)
  })
})
